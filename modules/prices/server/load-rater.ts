import { read, type Ctx, type Database } from '#platform/db';
import { priceVersion } from '../data-map.ts';
import type { Document, Fault } from '../pure/book.ts';
import { compile, type Operator, type Rater } from '../pure/compile.ts';
import { stored } from './versions.ts';

/** Records older than this are not rated any more (LEK 9 kap.; they are gone by then). */
const MONTHS_BACK = 13;

interface Loaded {
  readonly signature: string;
  readonly rater: Rater;
}
const loaded = new WeakMap<Database, Loaded>();

/**
 * The rater of all that is scheduled: what was in force during the last 13 months, what is now, and what is to come. Compiled anew
 * only when the book has changed; a call otherwise costs one small query. @throws Error when the stored book contradicts itself.
 */
export async function loadRater(ctx: Ctx, operator: Operator): Promise<Rater> {
  const documents = await needed(ctx);
  const signature = JSON.stringify([operator, documents.map(({ sha256 }) => sha256)]);
  const known = loaded.get(ctx.db);
  if (known?.signature === signature) return known.rater;
  const compiled = compile(await texts(ctx, documents), operator);
  if (!compiled.ok) throw new Error(`The price book contradicts itself: ${inWords(compiled.faults)}`);
  loaded.set(ctx.db, { signature, rater: compiled.rater });
  return compiled.rater;
}

export type Tried =
  | { readonly ok: true; readonly rater: Rater }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** The rater of the book with these documents added to it, for a simulation: nothing is stored. */
export async function tryRater(ctx: Ctx, operator: Operator, added: readonly Document[]): Promise<Tried> {
  const book = await bookDocuments(ctx);
  const replaced = book.filter(
    (one) => !added.some(({ id, version }) => id === one.id && version === one.version),
  );
  return compile([...replaced, ...added], operator);
}

/** Every scheduled document that a record of the last 13 months or later could need. */
export async function bookDocuments(ctx: Ctx): Promise<readonly Document[]> {
  return texts(ctx, await needed(ctx));
}

interface Needed {
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
}

async function needed(ctx: Ctx): Promise<readonly Needed[]> {
  const rows = await read(
    ctx,
    'bill',
    priceVersion,
    ['document_id', 'version', 'effective', 'until', 'sha256'],
    {
      where: { state: 'scheduled' },
      order: [
        ['document_id', 'asc'],
        ['effective', 'asc'],
      ],
    },
  );
  const back = new Date(ctx.db.clock.now());
  back.setUTCMonth(back.getUTCMonth() - MONTHS_BACK);
  const oldest = back.toISOString().slice(0, 10);
  return rows
    .filter((row, at) => {
      const next = rows[at + 1];
      const end = next?.document_id === row.document_id ? next.effective : (row.until ?? '');
      return end === '' || end >= oldest;
    })
    .map((row) => ({ id: row.document_id, version: row.version, sha256: row.sha256 }));
}

async function texts(ctx: Ctx, versions: readonly Needed[]): Promise<readonly Document[]> {
  const rows = await read(ctx, 'bill', priceVersion, ['document_id', 'version', 'text'], {
    where: { state: 'scheduled' },
  });
  return versions.flatMap(({ id, version }) => {
    const row = rows.find((one) => one.document_id === id && one.version === version);
    return row === undefined ? [] : [stored(row.text, `${id}@${version}`)];
  });
}

export const inWords = (faults: readonly Fault[]): string =>
  faults.map(({ document, line, reason }) => `${document}, line ${line}: ${reason}`).join('\n');
