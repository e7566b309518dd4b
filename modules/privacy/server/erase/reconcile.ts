import { queryOf } from '#platform/db';
import { isoTime } from '#platform/clock';
import { erase, resumeErasures } from './erase.ts';
import type { EraseHouse } from './house.ts';
import { openLedger, readLedger, subjectHasher } from './ledger-file.ts';
import { erasures } from './ledger.ts';

/** The ledger outside the database is not there, or has been changed: what was erased can't be known, so nothing is served. */
export class LedgerMissing extends Error {
  override readonly name = 'LedgerMissing';
}

export interface Reconciled {
  /** Erasures that the database did not know of: it is older than they are. */
  readonly forgotten: number;
  /** People who were there again and have been erased again. */
  readonly erased: number;
}

/**
 * Holds the database against the ledger outside it, before anything is served: whoever was erased after this database was saved is
 * erased again (promises access.9, law.10). Then goes on with what was broken off. @throws LedgerMissing
 */
export async function reconcile(house: EraseHouse): Promise<Reconciled> {
  const { ctx, keys } = house;
  const read = await readLedger(keys, house.ledger);
  const known = await erasures(ctx);
  if (!read.ok && (read.reason === 'broken' || known.some(({ state }) => state !== 'planned')))
    throw new LedgerMissing(
      `The ledger of erasures, ${house.ledger}, ${read.reason === 'broken' ? 'has been changed' : 'is missing'}. Without it nobody can say who has been erased; put it back from where it was saved.`,
    );
  const entries = read.ok ? read.entries : await openLedger(keys, house.ledger, isoTime(ctx.db.clock));
  const ids = new Set(known.flatMap(({ id, state }) => (state === 'planned' ? [] : [id])));
  const forgotten = entries.filter(({ erasure }) => erasure !== '' && !ids.has(erasure));
  let erased = 0;
  if (forgotten.length > 0) {
    const hash = await subjectHasher(keys);
    const wanted = new Map(
      forgotten.flatMap(({ erasure, subjects }) => subjects.map((one) => [one, erasure])),
    );
    const { rows } = await queryOf(ctx)('SELECT customer_id, person_id FROM customers.person', []);
    for (const row of rows) {
      const who = { customer: String(row['customer_id']), person: String(row['person_id']) };
      const id = wanted.get(hash(who.person));
      if (id === undefined) continue;
      const again = await erase(house, { ...who, cause: 'restore', id });
      if (!again.ok) throw new Error(`Somebody who was erased is in the database again: ${again.reason}.`);
      erased += 1;
    }
  }
  await resumeErasures(house);
  return { forgotten: forgotten.length, erased };
}
