import { takeOver, type TakenOver } from '#modules/customers';
import { createEgress } from '#modules/connections';
import { portInbox } from '#data-map/privacy';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, read, remove, transact } from '#platform/db';
import { Problem } from '#platform/problem';
import type { PrivacyDeps } from '../deps.ts';
import { hashOfCode } from './claim.ts';
import { asPort } from './message.ts';
import { readMessage } from './read-package.ts';
import { holds } from './signing.ts';

/** As much as an operator may send by itself. */
export const MOST_PACKAGE: number = 64 * 1024 * 1024;
const LIFE = 7 * 86_400_000;

/**
 * Takes in what another operator sends for a person. Nothing of it is read before the signature is known to be that operator's, and
 * nobody becomes a customer by it: it waits, sealed, for the one who holds its code. Sent again it is the same.
 * @returns the receipt. @throws Problem forbidden (unknown sender or signature), bad-request
 */
export async function receive(
  deps: PrivacyDeps,
  given: { readonly from: string; readonly signature: string; readonly text: string },
): Promise<string> {
  const sender = [...deps.config.controllers].find(
    ([, { origin }]) => new URL(origin).hostname === given.from,
  );
  if (sender === undefined || !holds(sender[1].key, given.text, given.signature))
    throw new Problem('forbidden');
  const message = readMessage(given.text);
  if (message === undefined) throw new Problem('bad-request');
  const ctx = asPort(deps);
  const id = randomId();
  await insert(
    ctx,
    portInbox,
    {
      inbox_id: id,
      sender: sender[0],
      message_id: message.id,
      claim_hash: message.claim,
      content: JSON.stringify(message.given),
      received_at: isoTime(ctx.db.clock),
      expires_at: new Date(ctx.db.clock.now() + LIFE).toISOString(),
    },
    { onConflict: 'ignore' },
  );
  return message.id;
}

/** The person says yes with the code they were shown by the other operator: now, and not before, they are known here. @throws Problem not-found, bad-request */
export async function confirmInbox(deps: PrivacyDeps, code: string): Promise<string> {
  const taken = await transact(asPort(deps), async (ctx) => {
    const [row] = await read(ctx, 'rights', portInbox, ['inbox_id', 'content', 'expires_at'], {
      where: { claim_hash: hashOfCode(code) },
      forUpdate: true,
    });
    if (row?.content == null || row.expires_at <= isoTime(ctx.db.clock)) throw new Problem('not-found');
    const given = JSON.parse(row.content) as TakenOver;
    const done = await takeOver(ctx, given, deps.config.timeZone);
    if (!done.ok) throw new Problem('bad-request', [done.field]);
    await remove(ctx, portInbox, { inbox_id: row.inbox_id });
    return { inbox: row.inbox_id, name: given.person.name ?? '' };
  });
  await deps.db.sealer.shred(taken.inbox);
  return taken.name;
}

/** Fetches from another operator with a token the person made there: that they hand it over is their yes. @throws Problem not-found, bad-request */
export async function pullIn(
  deps: PrivacyDeps,
  { from, token }: { readonly from: string; readonly token: string },
): Promise<string> {
  const there = deps.config.controllers.get(from);
  if (there === undefined) throw new Problem('not-found');
  const answer = await fetched(there.origin, token);
  if (answer === undefined || !holds(there.key, answer.text, answer.signature))
    throw new Problem('not-found');
  const message = readMessage(answer.text);
  if (message === undefined) throw new Problem('bad-request');
  const done = await takeOver(asPort(deps), message.given, deps.config.timeZone);
  if (!done.ok) throw new Problem('bad-request', [done.field]);
  return message.given.person.name ?? '';
}

/** Undefined when nobody answers or the token is not good: the person is told the same. */
async function fetched(
  origin: string,
  token: string,
): Promise<{ readonly text: string; readonly signature: string } | undefined> {
  try {
    const answer = await createEgress(
      [origin],
      undefined,
      MOST_PACKAGE,
    )(`${origin}/api/privacy/port/pull`, {
      signal: AbortSignal.timeout(60_000),
      headers: { authorization: `Bearer ${token}` },
    });
    const signature = answer.headers.get('x-opendsr-signature');
    return answer.ok && signature !== null ? { text: await answer.text(), signature } : undefined;
  } catch {
    return undefined;
  }
}

/** What nobody has said yes to within a week is gone, and its key with it. */
export async function sweepInbox(deps: PrivacyDeps): Promise<void> {
  const ctx = asPort(deps);
  const late = await read(ctx, 'rights', portInbox, ['inbox_id'], {
    where: { expires_at: { below: isoTime(ctx.db.clock) } },
    limit: 500,
  });
  for (const { inbox_id: id } of late) {
    await remove(ctx, portInbox, { inbox_id: id });
    await deps.db.sealer.shred(id);
  }
}
