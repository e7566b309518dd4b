import { queryOf, read, type Ctx } from '#platform/db';
import { reject as rejectTable } from '../data-map.ts';
import { createReader, type Format } from '../pure/formats/index.ts';
import { importFile, type FileToImport, type ImportResult } from './import-file.ts';
import type { Desk } from './store-batch.ts';

/** A start without its end or an end without its start, waiting among the rejected rows. */
interface Half {
  readonly file: string;
  readonly nr: bigint;
  readonly begins: boolean;
  readonly raw: string;
}

interface Switch {
  readonly name: string;
  readonly format: Format;
  readonly options: FileToImport['options'];
}

/** Halves looked at in one go, the latest first. */
const MOST = 50_000;

/**
 * A switch that begins a new file every hour writes a call's start into one and its end into another, whichever is sent first. Halves that
 * have met are read as one more file, each call once, and are no longer rejected. @returns undefined when none have met
 */
export async function joinHalves(ctx: Ctx, desk: Desk, of: Switch): Promise<ImportResult | undefined> {
  const met: Half[] = [];
  for (const [head, halves] of byHead(await waiting(ctx, of))) met.push(...paired(desk, head, halves, of));
  if (met.length === 0) return undefined;
  const groups = [...byHead(met)].map(([head, halves]) => linesOf(head, halves));
  let result: ImportResult | undefined;
  for (const bytes of groups) {
    const one = await importFile(ctx, desk, {
      name: `${of.name} (par)`,
      format: of.format,
      bytes: (async function* () {
        yield bytes;
      })(),
      options: of.options,
    });
    result = result === undefined ? one : sum(result, one);
  }
  // After they are stored: whoever is stopped in between finds them stored the next time.
  await queryOf(ctx)(
    `UPDATE traffic.reject r SET state = 'mended', raw = NULL FROM unnest($1::text[], $2::bigint[]) AS one (file_id, nr) WHERE r.file_id = one.file_id AND r.nr = one.nr`,
    [met.map(({ file }) => file), met.map(({ nr }) => String(nr))],
  );
  return result;
}

async function waiting(ctx: Ctx, { format, options }: Switch): Promise<Half[]> {
  const { rows: files } = await queryOf(ctx)(
    `SELECT DISTINCT r.file_id FROM traffic.reject r JOIN traffic.file f USING (file_id)
     WHERE r.reason = 'unpaired' AND r.state = 'open' AND f.system = $1 AND f.format = $2`,
    [options.system, format],
  );
  const halves: Half[] = [];
  for (const { file_id: file } of files) {
    const found = await read(ctx, 'bill', rejectTable, ['file_id', 'nr', 'field', 'raw'], {
      where: { file_id: String(file), reason: 'unpaired', state: 'open' },
      order: [['nr', 'desc']],
      limit: MOST - halves.length,
    });
    for (const row of found)
      if (row.raw !== null)
        halves.push({
          file: row.file_id,
          nr: row.nr,
          begins: row.field === 'BYE',
          raw: Buffer.from(row.raw, 'latin1').toString('utf8').trimEnd(),
        });
  }
  // Starts first: an end finds the start that it belongs to.
  return halves.toSorted((a, b) => Number(b.begins) - Number(a.begins));
}

/** By the names of their columns; JSON has none. A row over several lines can't be told from two and stays as it is. */
function byHead(halves: readonly Half[]): Map<string, Half[]> {
  const groups = new Map<string, Half[]>();
  for (const half of halves) {
    const lines = half.raw.split('\n');
    if (lines.length > 2) continue;
    const head = lines.length === 2 ? lines[0]! : '';
    const group = groups.get(head);
    if (group === undefined) groups.set(head, [half]);
    else group.push(half);
  }
  return groups;
}

const linesOf = (head: string, halves: readonly Half[]): Buffer =>
  Buffer.from(
    `${[...(head === '' ? [] : [head]), ...halves.map(({ raw }) => raw.split('\n').at(-1)!)].join('\n')}\n`,
  );

/** Those whose other half is here too: what a reading of all of them does not reject. */
function paired(desk: Desk, head: string, halves: readonly Half[], { format, options }: Switch): Half[] {
  const reader = createReader(format, { ...options, own: desk.holders.has });
  const batches = [reader.push(linesOf(head, halves)), reader.end()];
  const lonely = new Set(batches.flatMap(({ rejects }) => rejects.map(({ line }) => line)));
  const first = head === '' ? 1 : 2;
  return halves.filter((_, at) => !lonely.has(at + first));
}

const sum = (a: ImportResult, b: ImportResult): ImportResult => ({
  ...a,
  read: a.read + b.read,
  rated: a.rated + b.rated,
  free: a.free + b.free,
  duplicate: a.duplicate + b.duplicate,
  rejected: a.rejected + b.rejected,
  unrated: a.unrated + b.unrated,
  seconds: a.seconds + b.seconds,
  amountOre: a.amountOre + b.amountOre,
});
