import { personById } from '#modules/customers';
import { isoTime } from '#platform/clock';
import { read, system, update, type Ctx } from '#platform/db';
import type { Letter } from '#platform/post';
import type { PrivacyDeps } from '../deps.ts';
import { request, requestEvent, unknownRequest } from '#data-map/privacy';
import { authoritiesIn } from './look-up.ts';
import { LETTERS } from './text.letters.ts';

type LetterDeps = Pick<PrivacyDeps, 'config' | 'db' | 'post' | 'log'>;

/** Where a complaint goes, as every answer says it (promises access.10, complaint.2). */
export function complainLine(language: 'sv' | 'en'): string {
  const { imy, pts } = authoritiesIn(language);
  const line = ({ name, address, url }: typeof imy): string => `${name}, ${address}, ${url}`;
  return LETTERS[language].complain(line(imy), line(pts));
}

/** Sends what is to be told and has not been. A letter that fails waits for the next turn, and says so in the log. */
export async function sendLetters(deps: LetterDeps): Promise<void> {
  const ctx: Ctx = { db: deps.db, actor: system('privacy-letters') };
  let waiting = 0;
  const sent = async (letter: Letter, mark: () => Promise<unknown>): Promise<void> => {
    try {
      await deps.post.send(letter);
      await mark();
    } catch {
      waiting += 1;
    }
  };
  await tellSteps(deps, ctx, sent);
  await tellUnknown(ctx, sent);
  if (waiting > 0) deps.log.warn('letters about rights wait', { count: waiting });
}

type Send = (letter: Letter, mark: () => Promise<unknown>) => Promise<void>;

async function tellSteps(deps: LetterDeps, ctx: Ctx, sent: Send): Promise<void> {
  const columns = ['customer_id', 'person_id', 'request_id', 'event_id', 'what', 'note'] as const;
  const steps = await read(ctx, 'rights', requestEvent, columns, {
    where: { tell: true, told_at: null },
    order: [['at', 'asc']],
    limit: 50,
  });
  for (const { what, note, ...key } of steps) {
    const where = { customer_id: key.customer_id, request_id: key.request_id };
    const [row] = await read(ctx, 'rights', request, ['kind', 'target', 'latest'], { where });
    const who = await personById(ctx, { customer: key.customer_id, person: key.person_id });
    if (row === undefined || who?.email === undefined || what === 'withdrawn' || what === 'overdue') {
      // Nobody to write to: it stands in the log, and a letter on paper is the office's.
      await update(ctx, requestEvent, { tell: false }, key);
      continue;
    }
    const words = LETTERS[who.language];
    const text = words.text[what]({
      name: who.name,
      target: row.target,
      latest: row.latest,
      note: note ?? '',
      link: `${deps.config.origins.app}/mina-uppgifter/begaran/${key.request_id}`,
    });
    await sent(
      {
        to: who.email,
        subject: words.subject[what](words.kinds[row.kind]),
        text: `${words.hello(who.name)}\n\n${text}\n\n${complainLine(who.language)}`,
      },
      () => update(ctx, requestEvent, { told_at: isoTime(ctx.db.clock) }, key),
    );
  }
}

/** The code, whoever's the address is; and to the one who showed the code, the signed «no». */
async function tellUnknown(ctx: Ctx, sent: Send): Promise<void> {
  const rows = await read(
    ctx,
    'rights',
    unknownRequest,
    ['request_id', 'mail', 'language', 'code', 'answer'],
    { where: { code_sent_at: null }, order: [['received_at', 'asc']], limit: 50 },
  );
  for (const { request_id: id, mail, language, code, answer } of rows) {
    if (mail === null) continue;
    const words = LETTERS[language];
    const text =
      answer === null
        ? words.code.text(code ?? '')
        : `${words.no.text(mail)}\n\n${complainLine(language)}\n\n${answer}`;
    await sent(
      {
        to: mail,
        subject: answer === null ? words.code.subject : words.no.subject,
        text: `${words.hello('')}\n\n${text}`,
      },
      () => update(ctx, unknownRequest, { code_sent_at: isoTime(ctx.db.clock) }, { request_id: id }),
    );
  }
}
