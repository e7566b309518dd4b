import { read, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { priceVersion } from '../data-map.ts';
import type { Document } from '../pure/book.ts';
import { diffDocuments, type Difference } from '../pure/diff.ts';
import { readDocument } from '../pure/read-document.ts';
import { zoneTime } from '../pure/zone-time.ts';

export type VersionState = 'draft' | 'scheduled' | 'in-force' | 'past' | 'withdrawn';

export interface PriceVersion {
  readonly id: string;
  readonly version: string;
  readonly kind: Document['document'];
  readonly name: string;
  readonly effective: string;
  readonly until: string;
  readonly state: VersionState;
  readonly sha256: string;
  readonly addedAt: string;
}

/** Every version there is, by document and day. Scheduled ones are told apart by the calendar: to come, in force, past. */
export async function priceVersions(ctx: Ctx, timeZone: string): Promise<readonly PriceVersion[]> {
  const rows = await read(
    ctx,
    'bill',
    priceVersion,
    ['document_id', 'version', 'kind', 'name', 'effective', 'until', 'state', 'sha256', 'added_at'],
    {
      order: [
        ['document_id', 'asc'],
        ['effective', 'asc'],
      ],
    },
  );
  const today = zoneTime(timeZone).dateAt(ctx.db.clock.now());
  return rows.map((row) => {
    const until = row.until ?? '';
    const replaced = rows.some(
      (other) =>
        other.document_id === row.document_id &&
        other.state === 'scheduled' &&
        other.effective > row.effective &&
        other.effective <= today,
    );
    const over = replaced || (until !== '' && until <= today);
    return {
      id: row.document_id,
      version: row.version,
      kind: row.kind,
      name: row.name,
      effective: row.effective,
      until,
      state: row.state !== 'scheduled' || row.effective > today ? row.state : over ? 'past' : 'in-force',
      sha256: row.sha256,
      addedAt: row.added_at,
    };
  });
}

/** The CSV text of a version, as it was added. @throws Problem not-found */
export async function priceText(ctx: Ctx, id: string, version: string): Promise<string> {
  const [row] = await read(ctx, 'bill', priceVersion, ['text'], { where: { document_id: id, version } });
  if (row === undefined) throw new Problem('not-found');
  return row.text;
}

/** A version as data. @throws Problem not-found */
export async function priceDocument(ctx: Ctx, id: string, version: string): Promise<Document> {
  return stored(await priceText(ctx, id, version), `${id}@${version}`);
}

/** What is stored was read once before it was stored. */
export function stored(text: string, name: string): Document {
  const found = readDocument(text, name);
  if (!found.ok) throw new Error(`${name} can't be read any more: ${found.faults[0]?.reason ?? ''}`);
  return found.document;
}

/** What differs between two stored versions; undefined when they are of different kinds. @throws Problem not-found */
export async function diffVersions(
  ctx: Ctx,
  a: readonly [id: string, version: string],
  b: readonly [id: string, version: string],
): Promise<Difference | undefined> {
  return diffDocuments(await priceDocument(ctx, ...a), await priceDocument(ctx, ...b));
}
