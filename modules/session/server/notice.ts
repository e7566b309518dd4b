import type { PoolClient } from 'pg';
import { personById } from '#modules/customers';
import type { Ctx } from '#platform/db';
import type { Parts, Ref } from './parts.ts';

/** What a person is told by mail, so that a change they did not make does not pass in silence. */
const NOTICES = {
  'password-changed': { sv: 'Ditt lösenord har ändrats', en: 'Your password was changed' },
  'passkey-added': { sv: 'En passnyckel har lagts till', en: 'A passkey was added' },
  'passkey-removed': { sv: 'En passnyckel har tagits bort', en: 'A passkey was removed' },
  'totp-on': { sv: 'Inloggning i två steg är på', en: 'Two-step sign-in is on' },
  'totp-off': { sv: 'Inloggning i två steg är av', en: 'Two-step sign-in is off' },
  'codes-renewed': { sv: 'Nya reservkoder har skapats', en: 'New recovery codes were made' },
  'code-used': { sv: 'En reservkod har använts', en: 'A recovery code was used' },
} as const;
export type Notice = keyof typeof NOTICES;
const QUEUE = 'session-notice';

/** Queues a notice in the transaction of the change itself. */
export function sendNotice(
  parts: Parts,
  ctx: Ctx & { readonly tx: PoolClient },
  ref: Ref,
  notice: Notice,
): Promise<void> {
  return parts.jobs.enqueue(ctx.tx, QUEUE, { customer: ref.customer, person: ref.person, notice });
}

export async function workNotices(parts: Parts): Promise<void> {
  await parts.jobs.work(QUEUE, async ({ customer, person, notice }) => {
    const words = NOTICES[notice as Notice];
    const who = await personById(parts.own, { customer: String(customer), person: String(person) }, 'rights');
    if (who?.email === undefined) return;
    const link = `${parts.config.origins.app}/konto/sakerhet`;
    const text = {
      sv: `Hej ${who.name}\n\n${words.sv}.\n\nVar det du? Då behöver du inte göra något.\nVar det inte du? Byt lösenord och logga ut överallt: ${link}`,
      en: `Hello ${who.name}\n\n${words.en}.\n\nWas it you? Then there is nothing to do.\nIf not, change your password and sign out everywhere: ${link}`,
    };
    await parts.post.send({ to: who.email, subject: words[who.language], text: text[who.language] });
  });
}
