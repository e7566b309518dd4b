import { randomId } from '#platform/crypto';
import { copyInto, copyRows, queryOf, transact, type Ctx } from '#platform/db';
import { reject } from '../data-map.ts';
import { writeTelinkJson, type Format } from '../pure/formats/index.ts';
import { correct } from './correct.ts';
import { isoDay } from './days.ts';
import type { Gathered } from './gather.ts';
import { ArchiveError } from './open-file.ts';
import { readApart } from './read-apart.ts';
import type { Written } from './read-pieces.ts';
import { storeBatch, type Desk } from './store-batch.ts';
import type { UsageRecord } from '../pure/usage-record.ts';

/** Of one file. `read` = rated + free + duplicate + rejected + unrated, always. */
export interface ImportResult {
  readonly file: string;
  readonly sha256: string;
  readonly format: Format | 'unknown';
  read: number;
  rated: number;
  free: number;
  duplicate: number;
  rejected: number;
  unrated: number;
  seconds: number;
  amountOre: number;
  /** What stopped the reading before the file's end, in words of the archive or the system; absent when it was read whole. */
  broken?: string;
}

/** Days a rejected row is kept for somebody to mend. */
const REJECT_DAYS = 90;

export interface FileToImport {
  /** As shown to staff. */
  readonly name: string;
  readonly format: Format;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly options: Omit<Written, 'format'>;
}

/**
 * Reads a file to its end: batches of records, rated and stored one durable commit each, with the file's own counts in the same commit.
 * A crash leaves whole batches; the same file read again adds the rest and nothing twice.
 */
export async function importFile(ctx: Ctx, desk: Desk, file: FileToImport): Promise<ImportResult> {
  const id = randomId();
  const order = await begin(ctx, id, file);
  const result: ImportResult = {
    file: file.name,
    sha256: '',
    format: file.format,
    read: 0,
    rated: 0,
    free: 0,
    duplicate: 0,
    rejected: 0,
    unrated: 0,
    seconds: 0,
    amountOre: 0,
  };
  const reading = readApart({ ...file.options, format: file.format }, desk.holders);

  const store = async (batch: Gathered): Promise<void> => {
    await storeBatch(ctx, desk, batch, order, async (inner, stored) => {
      const changed = await correct(inner, desk, batch.changes, order);
      const lost = [...batch.rejects, ...[...batch.strangers, ...changed.strangers].map(asReject)];
      await keepRejects(inner, id, result.rejected, lost);
      const next = {
        rated: stored.rated + changed.rated,
        free: stored.free + batch.legs + changed.free,
        duplicate: stored.duplicate + changed.duplicate,
        rejected: lost.length,
        unrated: stored.unrated + changed.unrated,
        seconds: stored.seconds + changed.seconds,
        amountOre: stored.amountOre + changed.amountOre,
      };
      await count(inner, id, next, stored.first, stored.last);
      for (const key of Object.keys(next) as (keyof typeof next)[]) result[key] += next[key];
    });
    result.read = result.rated + result.free + result.duplicate + result.rejected + result.unrated;
  };
  // One batch is stored while the next is read; never two at once, since what is new is asked of what is stored.
  let storing: Promise<void> = Promise.resolve();
  const take = async (batches: readonly Gathered[]): Promise<void> => {
    for (const batch of batches) {
      await storing;
      storing = store(batch);
      // Whoever waits for it next is told; that may be a while.
      storing.catch(() => undefined);
    }
  };

  let sha256 = '';
  try {
    try {
      for await (const chunk of file.bytes) await take(await reading.push(chunk));
    } catch (error) {
      // A file that can't be opened further: what was read of it stands. Anything else is a fault of ours.
      if (!(error instanceof ArchiveError)) throw error;
      result.broken = error.message;
    }
    const last = await reading.end();
    await take(last.batches);
    ({ sha256 } = last);
  } finally {
    await Promise.allSettled([storing, reading.close()]);
  }
  await storing;
  // Read again whole: what an earlier reading of the same bytes refused is either in now, or refused anew; and what somebody has mended or
  // dropped since does not come back.
  await queryOf(ctx)(
    `UPDATE traffic.reject r SET state = o.state, raw = NULL FROM traffic.reject o JOIN traffic.file f ON f.file_id = o.file_id
     WHERE r.file_id = $2 AND f.sha256 = $1 AND o.file_id <> $2 AND o.line = r.line AND o.reason = r.reason AND o.state <> 'open'`,
    [sha256, id],
  );
  await queryOf(ctx)(
    'DELETE FROM traffic.reject USING traffic.file f WHERE reject.file_id = f.file_id AND f.sha256 = $1 AND f.file_id <> $2',
    [sha256, id],
  );
  await queryOf(ctx)('UPDATE traffic.file SET state = $2, sha256 = $3, done_at = $4 WHERE file_id = $1', [
    id,
    result.broken === undefined ? 'done' : 'broken',
    sha256,
    now(ctx),
  ]);
  return { ...result, sha256 };
}

const now = (ctx: Ctx): string => new Date(ctx.db.clock.now()).toISOString();

async function begin(ctx: Ctx, id: string, { name, format, options }: FileToImport): Promise<number> {
  const { rows } = await queryOf(ctx)(
    `INSERT INTO traffic.file (file_id, file_order, name, sha256, system, format, state, read, rated, free, duplicate, rejected, unrated, seconds, amount_ore, started_at)
     VALUES ($1, nextval('traffic.file_order'), $2, '', $3, $4, 'reading', 0, 0, 0, 0, 0, 0, 0, 0, $5) RETURNING file_order`,
    [id, withoutNumbers(name), options.system, format, now(ctx)],
  );
  return Number(rows[0]?.['file_order']);
}

/** Some switches put the caller's number into the file's name. */
export const withoutNumbers = (name: string): string => name.replaceAll(/(?:\+|\b0)\d{7,}/g, '…');

async function count(
  ctx: Ctx,
  id: string,
  by: Pick<ImportResult, 'rated' | 'free' | 'duplicate' | 'rejected' | 'unrated' | 'seconds' | 'amountOre'>,
  first: number,
  last: number,
): Promise<void> {
  await queryOf(ctx)(
    `UPDATE traffic.file SET read = read + $2, rated = rated + $3, free = free + $4, duplicate = duplicate + $5, rejected = rejected + $6,
       unrated = unrated + $7, seconds = seconds + $8, amount_ore = amount_ore + $9,
       first_start = LEAST(first_start, $10), last_start = GREATEST(last_start, $11) WHERE file_id = $1`,
    [
      id,
      by.rated + by.free + by.duplicate + by.rejected + by.unrated,
      by.rated,
      by.free,
      by.duplicate,
      by.rejected,
      by.unrated,
      by.seconds,
      by.amountOre,
      Number.isFinite(first) ? new Date(first).toISOString() : null,
      Number.isFinite(last) ? new Date(last).toISOString() : null,
    ],
  );
}

interface Refused {
  readonly line: number;
  readonly reason: string;
  readonly field?: string;
  readonly raw: Uint8Array;
}

/** Whose number it is, nobody knows: kept in our own format, which has no room for content, and can be read again when it is known. */
const asReject = (record: UsageRecord): Refused => ({
  line: record.line,
  reason: 'nobodys-number',
  field: 'served',
  raw: Buffer.from(writeTelinkJson(record)),
});

const rejectRows = copyRows();

async function keepRejects(ctx: Ctx, id: string, before: number, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return;
  const seal = await ctx.db.sealer.sealingFor(id);
  const today = ctx.db.clock.now();
  rejectRows.reset();
  for (const [at, { line, reason, field, raw }] of refused.entries()) {
    rejectRows.row(9);
    rejectRows.text(id);
    rejectRows.int8(before + at + 1);
    rejectRows.int8(line);
    rejectRows.text(reason);
    if (field === undefined) rejectRows.null();
    else rejectRows.text(field);
    rejectRows.bytes(seal('traffic.reject.raw', Buffer.from(raw).toString('latin1')));
    rejectRows.text('open');
    rejectRows.time(today);
    rejectRows.date(Date.parse(isoDay(today + REJECT_DAYS * 86_400_000)));
  }
  await transact(ctx, async ({ tx }) =>
    copyInto(
      tx,
      reject,
      ['file_id', 'nr', 'line', 'reason', 'field', 'raw', 'state', 'created_at', 'expires_on'],
      rejectRows.finish(),
    ),
  );
}
