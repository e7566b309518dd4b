import { createHash, createHmac, createPublicKey, sign, verify } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { auditKey } from '#platform/audit';
import type { KeyStore } from '#platform/crypto';

/** One line of the ledger outside the database. Nothing in it leads to a person without the key `erasure`. */
export interface LedgerEntry {
  readonly n: number;
  readonly erasure: string;
  readonly subjects: readonly string[];
  readonly at: string;
  readonly previous: string;
  readonly hash: string;
  readonly signature: string;
}

export type LedgerFile =
  | { readonly ok: true; readonly entries: readonly LedgerEntry[] }
  | { readonly ok: false; readonly reason: 'missing' | 'broken' };

export const ledgerPath = (dataDir: string): string => join(dataDir, 'erasure', 'ledger.jsonl');

/** The name under which somebody is remembered as erased: HMAC-SHA-256, hex, under a key of its own outside the database. */
export async function subjectHasher(keys: KeyStore): Promise<(id: string) => string> {
  const key = await keys.key('erasure');
  return (id) => createHmac('sha256', key).update(id).digest('hex');
}

const hashOf = ({ n, erasure, subjects, at, previous }: Omit<LedgerEntry, 'hash' | 'signature'>): string =>
  createHash('sha256')
    .update(JSON.stringify([n, erasure, subjects, at, previous]))
    .digest('hex');

/** Reads and checks the whole file: order, chain, signatures. A last line that was cut off by a crash is not an entry. */
export async function readLedger(keys: KeyStore, path: string): Promise<LedgerFile> {
  if (!existsSync(path)) return { ok: false, reason: 'missing' };
  const text = readFileSync(path, 'utf8');
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean);
  const publicKey = createPublicKey(await auditKey(keys));
  const entries: LedgerEntry[] = [];
  for (const line of lines) {
    const entry = parse(line);
    const previous = entries.at(-1)?.hash ?? '';
    const good =
      entry !== undefined &&
      entry.n === entries.length &&
      entry.previous === previous &&
      entry.hash === hashOf(entry) &&
      verify(null, Buffer.from(entry.hash), publicKey, Buffer.from(entry.signature, 'base64'));
    if (!good) return { ok: false, reason: 'broken' };
    entries.push(entry);
  }
  return { ok: true, entries };
}

function parse(line: string): LedgerEntry | undefined {
  try {
    return JSON.parse(line) as LedgerEntry;
  } catch {
    return undefined;
  }
}

/** Appends an entry and returns when the disk has it. An erasure that is there already is not written twice. @throws when the file is broken: nothing may be destroyed then. */
export async function appendLedger(
  keys: KeyStore,
  path: string,
  given: Pick<LedgerEntry, 'erasure' | 'subjects' | 'at'>,
): Promise<void> {
  const ledger = await openLedger(keys, path, given.at);
  if (ledger.some(({ erasure }) => erasure === given.erasure)) return;
  await write(keys, path, ledger, given);
}

/** The entries; the file begins with one about nobody, so that a file that is missing can be told from one that is empty. */
export async function openLedger(keys: KeyStore, path: string, at: string): Promise<readonly LedgerEntry[]> {
  const read = await readLedger(keys, path);
  if (read.ok && read.entries.length > 0) return read.entries;
  if (!read.ok && read.reason === 'broken')
    throw new Error('The ledger of erasures has been changed. Nothing is erased until it is whole again.');
  await write(keys, path, [], { erasure: '', subjects: [], at });
  return openLedger(keys, path, at);
}

async function write(
  keys: KeyStore,
  path: string,
  before: readonly LedgerEntry[],
  { erasure, subjects, at }: Pick<LedgerEntry, 'erasure' | 'subjects' | 'at'>,
): Promise<void> {
  const entry = { n: before.length, erasure, subjects, at, previous: before.at(-1)?.hash ?? '' };
  const hash = hashOf(entry);
  const signature = sign(null, Buffer.from(hash), await auditKey(keys)).toString('base64');
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // What a crash cut off was never an entry: nothing had been destroyed for it.
  if (existsSync(path)) truncateSync(path, readFileSync(path).lastIndexOf(0x0a) + 1);
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, `${JSON.stringify({ ...entry, hash, signature })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
