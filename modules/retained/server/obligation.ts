import { Encrypter } from 'age-encryption';
import { appendAudit } from '#platform/audit';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, transact, type Ctx } from '#platform/db';
import { obligation } from '../data-map.ts';

export interface Obligation {
  readonly ground: string;
  /** age1… */
  readonly recipients: readonly string[];
  /** ISO 8601 UTC. */
  readonly since: string;
}

export type Ordered = 'ordered' | 'no-ground' | 'no-recipient' | 'in-force-already';

/** A recipient that can't be used, in words. */
export function recipientFault(recipient: string): string | undefined {
  if (recipient.startsWith('AGE-SECRET-KEY-'))
    return 'That is a private key. It must never be on this machine: give the public one, age1….';
  try {
    new Encrypter().addRecipient(recipient);
    return undefined;
  } catch {
    return `«${recipient}» is no age recipient (age1…).`;
  }
}

/** The obligation in force; undefined where there is none, which is how an operator begins: then nothing is retained (promise law.7). */
export async function obligationOf(ctx: Ctx): Promise<Obligation | undefined> {
  const rows = await read(ctx, 'law_enforcement', obligation, ['ground', 'recipients', 'since', 'until']);
  const row = rows.find(({ until }) => until === null);
  return row && { ground: row.ground, recipients: row.recipients.split(','), since: row.since };
}

/** From now on what is conveyed is retained, sealed to these recipients. @param ground the decision that obliges, as the operator refers to it */
export function orderRetention(ctx: Ctx, ground: string, recipients: readonly string[]): Promise<Ordered> {
  return transact(ctx, async (inner) => {
    if (ground.trim() === '') return 'no-ground';
    if (recipients.length === 0 || recipients.some((one) => recipientFault(one) !== undefined))
      return 'no-recipient';
    if ((await obligationOf(inner)) !== undefined) return 'in-force-already';
    await insert(inner, obligation, {
      obligation_id: randomId(),
      ground: ground.trim(),
      recipients: recipients.join(','),
      since: isoTime(ctx.db.clock),
      until: null,
    });
    await note(inner, { act: 'ordered', ground: ground.trim(), recipients });
    return 'ordered';
  });
}

/** Nothing more is retained. What is there stays until its own day. @returns false where nothing was in force */
export function endRetention(ctx: Ctx): Promise<boolean> {
  return transact(ctx, async (inner) => {
    const { count } = await queryOf(inner)('UPDATE retained.obligation SET until = $1 WHERE until IS NULL', [
      isoTime(ctx.db.clock),
    ]);
    if (count > 0) await note(inner, { act: 'ended' });
    return count > 0;
  });
}

const note = (ctx: Ctx, detail: Readonly<Record<string, string | readonly string[]>>): Promise<void> =>
  appendAudit(queryOf(ctx), ctx.db.clock.now, {
    event: 'retention-ordered',
    purpose: 'law_enforcement',
    actor: ctx.actor,
    subject: '',
    customer: '',
    detail,
  });
