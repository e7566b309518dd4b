import { createHash } from 'node:crypto';
import { personById } from '#modules/customers';
import { asLetter } from '#contract/privacy';
import { incidentAffected } from '#data-map/privacy';
import { read, transact, update, type Ctx } from '#platform/db';
import type { JobPayload } from '#platform/jobs';
import type { PrivacyDeps } from '../deps.ts';
import { incidentById, note, type By } from './incidents.ts';
import { keptAffected } from './keep-affected.ts';
import { writeText } from './write-text.ts';

const LETTER = 'incident-letter';

/** Queues a letter to everybody on the list who has none yet, in one transaction. @returns how many @throws Problem not-found */
export async function queueLetters(
  ctx: Ctx,
  { jobs }: Pick<PrivacyDeps, 'jobs'>,
  by: By,
  id: string,
): Promise<number> {
  await incidentById(ctx, id);
  return transact(ctx, async (tx) => {
    const waiting = (await keptAffected(tx, id)).filter(({ letter }) => letter === 'none');
    for (const { customer, person } of waiting) {
      await update(
        tx,
        incidentAffected,
        { letter: 'queued' },
        { customer_id: customer, incident_id: id, person_id: person },
      );
      await jobs.enqueue(tx.tx, LETTER, { incident: id, customer, person });
    }
    await note(tx, id, by, 'letters-queued', String(waiting.length));
    return waiting.length;
  });
}

/**
 * Sends the queued ones. What was sent is proven by its hash and time; whoever has no address of mail is said to have none, so that
 * somebody writes on paper. A letter may go twice if the product dies between sending and noting it, never not at all.
 */
export async function sendLetters(ctx: Ctx, deps: PrivacyDeps): Promise<void> {
  await deps.jobs.work(LETTER, (payload) => sendOne(ctx, deps, payload));
}

async function sendOne(ctx: Ctx, deps: PrivacyDeps, payload: JobPayload): Promise<void> {
  const [id, customer, person] = [payload['incident'], payload['customer'], payload['person']].map(String);
  const where = { customer_id: customer ?? '', incident_id: id ?? '', person_id: person ?? '' };
  const [row] = await read(ctx, 'security', incidentAffected, ['letter'], { where });
  if (row?.letter !== 'queued') return;
  const who =
    where.person_id === ''
      ? undefined
      : await personById(ctx, { customer: where.customer_id, person: where.person_id });
  if (who?.email === undefined) {
    await update(ctx, incidentAffected, { letter: 'no-address' }, where);
    return;
  }
  const text = await writeText(ctx, deps, {
    id: where.incident_id,
    text: 'people',
    language: who.language,
    recipient: who.name,
  });
  await deps.post.send({ to: who.email, ...asLetter(text) });
  await update(
    ctx,
    incidentAffected,
    {
      letter: 'sent',
      told_at: new Date(ctx.db.clock.now()).toISOString(),
      letter_hash: createHash('sha256').update(text).digest('hex'),
    },
    where,
  );
}
