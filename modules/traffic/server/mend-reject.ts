import { appendAudit } from '#platform/audit';
import { queryOf, read, transact, type Actor, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { file as fileTable, reject as rejectTable } from '../data-map.ts';
import { createReader, FORMATS, type Format, type ReaderOptions } from '../pure/formats/index.ts';
import type { Mended, RejectRow } from '../pure/office-contract.ts';
import { importFile, type ImportResult } from './import-file.ts';
import type { Desk } from './store-batch.ts';
import { atDesk, COUNTRY } from './take-file.ts';

export interface RejectName {
  readonly file: string;
  readonly nr: number;
}

const whereOf = ({ file, nr }: RejectName): { file_id: string; nr: bigint } => ({
  file_id: file,
  nr: BigInt(nr),
});

async function openReject(ctx: Ctx, name: RejectName): Promise<{ reason: string; line: number }> {
  const [row] = await read(ctx, 'bill', rejectTable, ['reason', 'line', 'state'], { where: whereOf(name) });
  if (row?.state !== 'open') throw new Problem('not-found');
  return { reason: row.reason, line: Number(row.line) };
}

async function fileOf(ctx: Ctx, file: string): Promise<{ name: string; system: string; format: string }> {
  const [row] = await read(ctx, 'bill', fileTable, ['name', 'system', 'format'], {
    where: { file_id: file },
  });
  if (!row) throw new Problem('not-found');
  return row;
}

/**
 * The row as it stands, to be mended. Whose it is nobody knows, so that no case can open it: the look itself is written into the chain,
 * in the same transaction (promise protection.5). @throws Problem not-found
 */
export function rejectedRow(ctx: Ctx, by: Actor, name: RejectName): Promise<RejectRow> {
  return transact(ctx, async (inner) => {
    const { reason } = await openReject(inner, name);
    const { format } = await fileOf(inner, name.file);
    await appendAudit(queryOf(inner), ctx.db.clock.now, {
      event: 'read',
      purpose: 'bill',
      actor: by,
      subject: name.file,
      customer: '',
      detail: { table: rejectTable.name, columns: ['raw'], row: name.nr },
    });
    const [row] = await read(inner, 'bill', rejectTable, ['raw'], { where: whereOf(name) });
    const raw = row?.raw ?? null;
    return {
      row: raw === null ? null : Buffer.from(raw, 'latin1').toString('utf8'),
      // A record that nobody's number was in is kept in our own format.
      format: reason === 'nobodys-number' ? 'telink' : format,
    };
  });
}

/** Reads a mended row. What can't be read yet changes nothing; what can is stored, and the row is mended and gone. @throws Problem not-found */
export async function mendReject(
  ctx: Ctx,
  timeZone: string,
  given: RejectName & { readonly row: string; readonly format: Format },
): Promise<Mended> {
  const { line } = await openReject(ctx, given);
  const { name, system } = await fileOf(ctx, given.file);
  if (!FORMATS.includes(given.format)) throw new Problem('bad-request', ['format']);
  return atDesk(ctx, timeZone, async (desk) => {
    const options = { system, timeZone, numbers: { country: COUNTRY } };
    const bytes = Buffer.from(`${given.row.trimEnd()}\n`);
    const wrong = faultOf(desk, given.format, { ...options, own: desk.holders.has }, bytes);
    if (wrong) return wrong;
    const result = await importFile(ctx, desk, {
      name: `${name} (${line})`,
      format: given.format,
      bytes: (async function* () {
        yield bytes;
      })(),
      options,
    });
    await settleReject(ctx, given, 'mended');
    return { ok: true, outcome: outcomeOf(result) };
  });
}

function faultOf(
  desk: Desk,
  format: Format,
  options: ReaderOptions,
  bytes: Uint8Array,
): Extract<Mended, { ok: false }> | undefined {
  const reader = createReader(format, options);
  const batches = [reader.push(bytes), reader.end()];
  const [refused] = batches.flatMap(({ rejects }) => rejects);
  if (refused)
    return {
      ok: false,
      reason: refused.reason,
      ...(refused.field === undefined ? {} : { field: refused.field }),
    };
  const records = batches.flatMap((batch) => batch.records);
  if (records.length === 0 && batches.every(({ legs }) => legs === 0)) return { ok: false, reason: 'empty' };
  const stranger = records.some(({ served, start }) => desk.holders.at(served, start) === undefined);
  return stranger ? { ok: false, reason: 'nobodys-number', field: 'served' } : undefined;
}

function outcomeOf({
  rated,
  unrated,
  free,
}: ImportResult): Extract<Mended, { readonly ok: true }>['outcome'] {
  if (rated > 0) return 'rated';
  if (unrated > 0) return 'unrated';
  return free > 0 ? 'free' : 'duplicate';
}

/** Nobody will mend it: the row goes now, and that it was there is left. @throws Problem not-found */
export async function dropReject(ctx: Ctx, name: RejectName): Promise<void> {
  await openReject(ctx, name);
  await settleReject(ctx, name, 'dropped');
}

async function settleReject(ctx: Ctx, name: RejectName, state: 'mended' | 'dropped'): Promise<void> {
  await queryOf(ctx)('UPDATE traffic.reject SET state = $3, raw = NULL WHERE file_id = $1 AND nr = $2', [
    name.file,
    name.nr,
    state,
  ]);
}
