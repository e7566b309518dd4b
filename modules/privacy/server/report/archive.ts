import { createHash } from 'node:crypto';
import type { KeyStore } from '#platform/crypto';
import type { Ctx } from '#platform/db';
import type { Who } from '../rows-about.ts';
import { htmlOf, SHOWN_ROWS, type TableSample } from './html.ts';
import { beginReport, type Report, type ReportDeps } from './report.ts';
import { shownRows, type ShownRows } from './shown-rows.ts';
import { signManifest } from './sign.ts';
import { wordsOf } from './words.ts';
import { zipOf, type ZipEntry } from './zip.ts';

export interface ArchiveDeps extends ReportDeps {
  readonly keys: KeyStore;
  readonly controller: { readonly name: string; readonly number: string };
}

/**
 * A person's report as one zip: a CSV for each table, data.json, report.html and report.pdf in the asked language, and manifest.json,
 * signed. Made from what is held at this moment and stored nowhere, so there is no copy that could outlive an erasure; rows pass
 * through, so memory is the same for a hundred rows and a million. The rows are read twice, for the CSVs and for the JSON. Promise access.14.
 */
export function archiveOf(ctx: Ctx, deps: ArchiveDeps, who: Who, lang: 'sv' | 'en'): AsyncGenerator<Buffer> {
  const files: { name: string; sha256: string; bytes: number }[] = [];
  const listed = ({ name, bytes }: ZipEntry): ZipEntry => ({
    name,
    bytes: (async function* () {
      const hash = createHash('sha256');
      let size = 0;
      for await (const piece of bytes) {
        const part = typeof piece === 'string' ? Buffer.from(piece) : piece;
        hash.update(part);
        size += part.length;
        yield part;
      }
      files.push({ name, sha256: hash.digest('hex'), bytes: size });
    })(),
  });
  const entries = async function* (): AsyncGenerator<ZipEntry> {
    const growing = await beginReport(ctx, deps, who, lang);
    const samples: TableSample[] = [];
    // Batches of one table follow each other: one CSV for each run of them.
    const rows = peeking(growing.rows());
    for (let first = await rows.next(); first !== undefined; first = await rows.next()) {
      const sample: TableSample = { table: first.table.name, rows: [], count: 0 };
      samples.push(sample);
      yield listed({ name: `data/${first.table.name}.csv`, bytes: csvOf(first, rows, sample) });
    }
    const report = await growing.done();
    yield listed({ name: 'data.json', bytes: jsonOf(ctx, deps, who, report) });
    const words = wordsOf(lang);
    yield listed({ name: 'report.html', bytes: one(htmlOf(report, samples, words, deps.controller)) });
    // Read when there is a paper to write: the writer of PDF is among the largest things the product can load.
    const { pdfOf } = await import('./pdf.ts');
    yield listed({ name: 'report.pdf', bytes: one(await pdfOf(report, words, deps.controller)) });
    const manifest = await signManifest(deps.keys, {
      madeAt: report.madeAt,
      customer: who.customer,
      person: who.person,
      controller: `${deps.controller.name} ${deps.controller.number}`,
      files,
    });
    yield { name: 'manifest.json', bytes: one(`${JSON.stringify(manifest, undefined, 1)}\n`) };
  };
  return zipOf(entries(), ctx.db.clock.now());
}

interface Peeking {
  next(): Promise<ShownRows | undefined>;
  /** The next batch, when it is of the same table. */
  more(table: string): Promise<ShownRows | undefined>;
}

function peeking(source: AsyncGenerator<ShownRows>): Peeking {
  let held: ShownRows | undefined;
  const take = async (): Promise<ShownRows | undefined> => {
    const step = await source.next();
    return step.done === true ? undefined : step.value;
  };
  return {
    async next() {
      const found = held ?? (await take());
      held = undefined;
      return found;
    },
    async more(table) {
      held ??= await take();
      if (held?.table.name !== table) return undefined;
      const found = held;
      held = undefined;
      return found;
    },
  };
}

/** RFC 4180 with a byte order mark, so that spreadsheets read å, ä and ö. */
async function* csvOf(first: ShownRows, rows: Peeking, sample: TableSample): AsyncGenerator<string> {
  const columns = Object.keys(first.rows[0] ?? {});
  yield `\u{FEFF}${columns.map(cell).join(',')}\r\n`;
  for (
    let batch: ShownRows | undefined = first;
    batch !== undefined;
    batch = await rows.more(first.table.name)
  ) {
    sample.count += batch.rows.length;
    if (sample.rows.length < SHOWN_ROWS)
      sample.rows.push(...batch.rows.slice(0, SHOWN_ROWS - sample.rows.length));
    yield batch.rows.map((row) => `${columns.map((column) => cell(row[column])).join(',')}\r\n`).join('');
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // A value that a spreadsheet would take for a formula stays a text (OWASP, CSV injection).
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `{report, data: {slice: {table: [rows]}}}`: the facts first, then every row. */
async function* jsonOf(ctx: Ctx, deps: ReportDeps, who: Who, report: Report): AsyncGenerator<string> {
  yield `{"report":${JSON.stringify(report)},\n"data":{`;
  let at = '';
  // The facts are known by now; only the rows pass once more.
  const words = wordsOf(report.language);
  for await (const { table, rows } of shownRows(ctx, deps.maps, who, words, new Map())) {
    if (table.name !== at) yield `${at === '' ? '' : '],'}\n${JSON.stringify(table.name)}:[\n`;
    const lead = table.name === at ? ',\n' : '';
    at = table.name;
    yield lead + rows.map((row) => JSON.stringify(row)).join(',\n');
  }
  yield `${at === '' ? '' : ']'}}}\n`;
}

async function* one(text: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
  yield text;
}
