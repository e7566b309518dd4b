import { dayAt } from '#modules/customers';
import { isoTime } from '#platform/clock';
import { queryOf, transact, type Ctx } from '#platform/db';
import type { Fault, ReadLine } from './columns.ts';
import { lookUp, newBook } from './known.ts';
import { nothingPending, writePending } from './pending.ts';
import { readLines } from './read-lines.ts';
import { take, type Login, type Taking } from './take.ts';
import { understand, type ImportRow } from './understand.ts';

export interface Rejected extends Fault {
  readonly line: number;
}

/** `read` = `created` + `changed` + `same` + `rejected`, always. */
export interface Imported {
  readonly read: number;
  readonly created: number;
  readonly changed: number;
  readonly same: number;
  readonly rejected: number;
}

export interface ImportOptions {
  /** The operator's zone (`config.timeZone`). */
  readonly zone: string;
  /** Judges everything and writes nothing. */
  readonly dryRun: boolean;
  readonly onRejected: (rejected: Rejected) => void;
  /** For each person whose line asks for a sign-in, after the person is stored. Called again at every import of that line. */
  readonly onLogin?: (login: Login) => Promise<void>;
}

/** Rows written in one transaction: many enough to spare the disk, few enough to begin again. */
const AT_ONCE = 500;

/**
 * Takes customers, people, services and numbers from a file; a second import of the same file changes nothing. Each line goes in whole
 * or not at all, and a bad one keeps no other out. Imports take turns. Stopped in the middle, it is begun again from the start.
 * @throws NotAnImport when the file is nothing of what is taken.
 */
export async function importCustomers(
  ctx: Ctx,
  bytes: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<Imported> {
  const counts = { read: 0, created: 0, changed: 0, same: 0, rejected: 0 };
  const today = dayAt(ctx.db.clock.now(), options.zone);
  // A dry run keeps its book to the end: what it would have written is known nowhere else.
  let book = newBook();
  const reject = (line: number, fault: Fault): void => {
    counts.rejected += 1;
    options.onRejected({ line, ...fault });
  };

  const takeRows = async (rows: readonly ImportRow[]): Promise<void> => {
    const logins: Login[] = [];
    const found: (() => void)[] = [];
    await transact(ctx, async (inner) => {
      if (!options.dryRun)
        await queryOf(inner)("SELECT pg_advisory_xact_lock(hashtext('telink-customers-import'))", []);
      await lookUp(
        inner,
        book,
        [...new Set(rows.map(({ customer }) => customer.ref))],
        [...new Set(rows.flatMap(({ service }) => service?.numbers ?? []))],
      );
      const taking: Taking = {
        book,
        pending: nothingPending(),
        now: isoTime(ctx.db.clock),
        today,
        zone: options.zone,
      };
      for (const row of rows) {
        const took = take(taking, row);
        // Counted when the transaction has gone through: it may have to be done again.
        if ('fault' in took) found.push(() => reject(row.line, took.fault));
        else {
          found.push(() => void (counts[took.outcome] += 1));
          if (took.login) logins.push(took.login);
        }
      }
      if (!options.dryRun) await writePending(inner, taking.pending);
    });
    for (const count of found) count();
    if (!options.dryRun) {
      book = newBook();
      for (const login of logins) await options.onLogin?.(login);
    }
  };

  /** A number that somebody took in the very moment stops a whole chunk: then line by line, and only that line is left out. */
  const takeChunk = async (rows: readonly ImportRow[]): Promise<void> => {
    try {
      await takeRows(rows);
    } catch (error) {
      if (!isExclusion(error)) throw error;
      book = newBook();
      const [only] = rows;
      if (rows.length === 1 && only) reject(only.line, { column: 'numbers', reason: 'number-taken' });
      else for (const row of rows) await takeChunk([row]);
    }
  };

  let chunk: ImportRow[] = [];
  for await (const line of readLines(bytes)) {
    counts.read += 1;
    const row = rowOf(line, today);
    if ('fault' in row) reject(row.line, row.fault);
    else if (chunk.push(row) >= AT_ONCE) {
      await takeChunk(chunk);
      chunk = [];
    }
  }
  if (chunk.length > 0) await takeChunk(chunk);
  return counts;
}

function rowOf(line: ReadLine, today: string): ImportRow | { readonly line: number; readonly fault: Fault } {
  if ('fault' in line) return line;
  const understood = understand(line.line, line.values, today);
  return understood.ok ? understood.row : { line: line.line, fault: understood.fault };
}

/** PostgreSQL 23P01, exclusion_violation. */
const isExclusion = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '23P01';
