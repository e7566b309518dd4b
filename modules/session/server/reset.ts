import { findPersonsByEmail, personById } from '#modules/customers';
import { insert, read, remove, transact, update } from '#platform/db';
import { Problem } from '#platform/problem';
import { account, reset } from '../data-map.ts';
import { accountOf, findByUserId, note } from './account.ts';
import { takeAttempt } from './attempts.ts';
import { removeSessions } from './end.ts';
import { sendNotice } from './notice.ts';
import { at, whose, type Parts, type Ref } from './parts.ts';
import { assertStrong, hashPassword } from './password.ts';
import { dropSteps } from './step.ts';
import { hashToken, newToken } from './token.ts';

const RESET_LIFE = 30 * 60_000;
const QUEUE = 'session-reset';
const NOBODY: Ref = { customer: '-', person: '-' };

/**
 * Asks for a link to set a new password. The same look-ups, the same queueing and the same answer whoever exists; what differs happens
 * in the job, out of sight. @throws Problem too-many
 */
export async function requestReset(parts: Parts, who: string, address: string): Promise<void> {
  await takeAttempt(parts, [
    ['reset', who],
    ['address', address],
  ]);
  const byId = await findByUserId(parts, who);
  const byMail = await findPersonsByEmail(parts.own, who);
  const found = byId ? [byId] : byMail.length > 0 ? byMail.slice(0, 5) : [NOBODY];
  await transact(parts.own, async (ctx) => {
    for (const { customer, person } of found) await parts.jobs.enqueue(ctx.tx, QUEUE, { customer, person });
  });
}

export async function workResets(parts: Parts): Promise<void> {
  await parts.jobs.work(QUEUE, ({ customer, person }) =>
    sendReset(parts, { customer: String(customer), person: String(person) }),
  );
}

/** The token exists in the letter and nowhere else; only its hash is stored. It stands after `#`, which no server and no log sees. */
async function sendReset(parts: Parts, ref: Ref): Promise<void> {
  const who = await personById(parts.own, ref, 'rights');
  const found = await accountOf(parts.own, ref);
  if (who?.email === undefined || !found?.active) return;
  const token = newToken();
  await transact(parts.own, async (ctx) => {
    await remove(ctx, reset, whose(ref));
    await insert(ctx, reset, {
      ...whose(ref),
      token_hash: hashToken(token),
      expires_at: at(parts.db.clock.now() + RESET_LIFE),
    });
  });
  const link = `${parts.config.origins.app}/nytt-losenord#${token}`;
  const letter = {
    sv: {
      subject: 'Välj ett nytt lösenord',
      text: `Hej ${who.name}\n\nHär väljer du ett nytt lösenord. Länken fungerar en gång, i 30 minuter:\n${link}\n\nDitt användar-ID är ${found.userId}.\n\nHar du inte bett om det? Då behöver du inte göra något.`,
    },
    en: {
      subject: 'Choose a new password',
      text: `Hello ${who.name}\n\nChoose a new password here. The link works once, for 30 minutes:\n${link}\n\nYour user id is ${found.userId}.\n\nDidn’t ask for it? Then there is nothing to do.`,
    },
  }[who.language];
  await parts.post.send({ to: who.email, ...letter });
}

/** Sets a new password by a link. Every session ends. @throws Problem link-dead, weak-password (the link still works then) */
export async function performReset(
  parts: Parts,
  token: string,
  password: string,
  address: string,
): Promise<void> {
  await takeAttempt(parts, [['address', address]]);
  const hashed = await hashPassword(password);
  const key = { token_hash: hashToken(token) };
  const ended = await transact(parts.own, async (ctx) => {
    const [row] = await read(ctx, 'security', reset, ['customer_id', 'person_id', 'expires_at'], {
      where: key,
      forUpdate: true,
    });
    if (!row || Date.parse(row.expires_at) <= parts.db.clock.now()) throw new Problem('link-dead');
    const ref = { customer: row.customer_id, person: row.person_id };
    const found = await accountOf(ctx, ref, { lock: true });
    if (!found?.active) throw new Problem('link-dead');
    assertStrong(password, found.userId);
    await remove(ctx, reset, whose(ref));
    await dropSteps(ctx, ref);
    await update(
      ctx,
      account,
      { password: hashed, password_changed_at: at(parts.db.clock.now()) },
      whose(ref),
    );
    await note(
      ctx,
      'password-changed',
      ref,
      { by: 'link' },
      { kind: 'person', ...ref, roles: [], session: '' },
    );
    await sendNotice(parts, ctx, ref, 'password-changed');
    return removeSessions(ctx, whose(ref), 'password-reset');
  });
  parts.ended.tell(ended);
}

export async function sweepResets(parts: Parts): Promise<void> {
  await remove(parts.own, reset, { expires_at: { below: at(parts.db.clock.now()) } });
}
