import type { AnyTable, Purpose } from '#platform/data-map';
import type { Query, Readable, ReadOptions, ReadRow } from './access.ts';
import { read, transact, type Ctx } from './index.ts';

/** So many rows are in memory at a time. */
const BATCH = 2000;
let cursors = 0;

/**
 * As `read`, for any number of rows in the same memory: the rows come in batches through a cursor, and every batch meets the same demands
 * as a read of its own (gate, contract, isolation, opening). What is seen is one moment's: the cursor's. A connection of the database is
 * held until the last batch is taken or the loop is left.
 * @throws Problem when the gate refuses.
 */
export async function* readEach<T extends AnyTable, const P extends Purpose, const C extends Readable<T, P>>(
  ctx: Ctx,
  purpose: P,
  table: T,
  columns: readonly C[],
  options: Pick<ReadOptions<T>, 'where' | 'order'> = {},
): AsyncGenerator<ReadRow<T, C>[]> {
  const waiting: (() => void)[] = [];
  const ready: Step<ReadRow<T, C>[]>[] = [];
  let wake: (() => void) | undefined;
  let left = false;
  const give = (step: Step<ReadRow<T, C>[]>): void => {
    ready.push(step);
    wake?.();
  };
  // The transaction belongs to the whole loop, which a generator can't hold by itself: it runs beside and takes a step when asked to.
  const running = transact(ctx, async (inner) => {
    const name = `each_${(cursors = (cursors + 1) % 1_000_000_000)}`;
    let open = false;
    const fetch: Query = async (text, values) => {
      if (!open) await inner.tx.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${text}`, [...values]);
      open = true;
      const result = await inner.tx.query<Record<string, unknown>>(`FETCH ${BATCH} FROM ${name}`);
      found = result.rowCount ?? 0;
      return { rows: result.rows, count: found };
    };
    let found = 0;
    for (;;) {
      const rows = await read(inner, purpose, table, columns, { ...options, through: fetch });
      const more = found === BATCH;
      if (rows.length > 0) {
        const taken = new Promise<void>((done) => waiting.push(done));
        give({ rows });
        await taken;
      }
      if (!more || left) break;
    }
    if (open) await inner.tx.query(`CLOSE ${name}`);
  }).then(
    () => give({ end: true }),
    (error: unknown) => give({ error }),
  );
  try {
    for (;;) {
      if (ready.length === 0) await new Promise<void>((done) => (wake = done));
      const step = ready.shift();
      if (step === undefined) continue;
      if ('error' in step) throw step.error;
      if ('end' in step) return;
      yield step.rows;
      waiting.shift()?.();
    }
  } finally {
    left = true;
    waiting.shift()?.();
    await running;
  }
}

type Step<R> = { readonly rows: R } | { readonly end: true } | { readonly error: unknown };
