import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyStore } from '#platform/crypto';
import type { Query } from '#platform/db';
import { GENESIS, hashOf, type ChainRow } from './chain.ts';

export interface Checkpoint {
  readonly seq: string;
  readonly hash: string;
  readonly at: string;
  readonly signature: string;
}

export type Verdict =
  | { readonly ok: true; readonly entries: number; readonly checkpoints: number }
  | {
      readonly ok: false;
      readonly seq: string;
      readonly fault: 'changed' | 'missing' | 'cut' | 'checkpoint-forged' | 'checkpoint-mismatch';
    };

/** The chain's signing key: Ed25519 from the 32-byte seed named `audit` in the key store (PKCS #8, RFC 8410). */
export async function auditKey(keys: KeyStore): Promise<KeyObject> {
  const seed = await keys.key('audit');
  return createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
}

const signedText = (at: { seq: string; hash: string; at: string }): Buffer =>
  Buffer.from(`${at.seq}\n${at.hash}\n${at.at}`);

/** Writes a signed position of the chain to a file that lives apart from the database. Nothing is written when nothing is new. */
export async function writeCheckpoint(
  query: Query,
  keys: KeyStore,
  file: string,
  now: () => number,
): Promise<void> {
  const last = (await query('SELECT seq, hash FROM audit.entry ORDER BY seq DESC LIMIT 1', [])).rows[0];
  if (!last) return;
  const seq = String(last['seq']);
  if (readCheckpoints(file).at(-1)?.seq === seq) return;
  const position = { seq, hash: (last['hash'] as Buffer).toString('hex'), at: new Date(now()).toISOString() };
  const signature = sign(null, signedText(position), await auditKey(keys)).toString('base64');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  appendFileSync(file, `${JSON.stringify({ ...position, signature })}\n`, { mode: 0o600 });
}

export function readCheckpoints(file: string): Checkpoint[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Checkpoint);
}

const cutsFile = (checkpoints: string): string => join(dirname(checkpoints), 'cuts.jsonl');
const signedCut = (at: { seq: string; hash: string; at: string }): Buffer =>
  Buffer.concat([Buffer.from('cut\n'), signedText(at)]);

/**
 * Takes away the beginning of the chain, whose years are over (data map: five). Where it was cut is signed first, in a file apart from
 * the database: from then on the chain begins there, and a beginning that is missing without such a line is a fault as before.
 * @param before ISO time; entries before it go. @returns how many.
 */
export async function cutAudit(
  query: Query,
  keys: KeyStore,
  file: string,
  before: string,
  now: () => number,
): Promise<number> {
  const { rows } = await query(
    'SELECT seq, hash FROM audit.entry WHERE at < $1::timestamptz ORDER BY seq DESC LIMIT 1',
    [before],
  );
  const last = rows[0];
  if (!last) return 0;
  const cut = {
    seq: String(last['seq']),
    hash: (last['hash'] as Buffer).toString('hex'),
    at: new Date(now()).toISOString(),
  };
  const signature = sign(null, signedCut(cut), await auditKey(keys)).toString('base64');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  appendFileSync(cutsFile(file), `${JSON.stringify({ ...cut, signature })}\n`, { mode: 0o600 });
  return (await query('DELETE FROM audit.entry WHERE seq <= $1', [cut.seq])).count;
}

/**
 * Walks the whole chain and names the first bad entry: changed, missing, or cut off at the end (a checkpoint lies beyond the last
 * entry). Promise scope.5.
 */
export async function verifyAudit(query: Query, keys: KeyStore, file: string): Promise<Verdict> {
  const checkpoints = readCheckpoints(file);
  const publicKey = createPublicKey(await auditKey(keys));
  for (const point of checkpoints) {
    if (!verify(null, signedText(point), publicKey, Buffer.from(point.signature, 'base64')))
      return { ok: false, seq: point.seq, fault: 'checkpoint-forged' };
  }
  const marks = new Map(checkpoints.map((point) => [point.seq, point.hash]));
  const { rows: begins } = await query('SELECT coalesce(min(seq), 1)::text AS seq FROM audit.entry', []);
  const begin = BigInt(begins[0]?.['seq'] as string);
  const cut = readCheckpoints(cutsFile(file)).findLast((point) => BigInt(point.seq) === begin - 1n);
  if (cut && !verify(null, signedCut(cut), publicKey, Buffer.from(cut.signature, 'base64')))
    return { ok: false, seq: cut.seq, fault: 'checkpoint-forged' };
  let previous: Buffer = cut ? Buffer.from(cut.hash, 'hex') : GENESIS;
  let expected = cut ? begin : 1n;
  const first = expected;
  for (;;) {
    const { rows } = await query('SELECT * FROM audit.entry WHERE seq >= $1 ORDER BY seq LIMIT 5000', [
      expected,
    ]);
    if (rows.length === 0) break;
    for (const raw of rows) {
      const row = raw as unknown as ChainRow & { hash: Buffer; previous: Buffer };
      const seq = BigInt(String(row.seq));
      if (seq !== expected) return { ok: false, seq: expected.toString(), fault: 'missing' };
      const hash = hashOf(previous, { ...row, seq });
      if (!row.previous.equals(previous) || !row.hash.equals(hash))
        return { ok: false, seq: seq.toString(), fault: 'changed' };
      const mark = marks.get(seq.toString());
      if (mark !== undefined && mark !== hash.toString('hex'))
        return { ok: false, seq: seq.toString(), fault: 'checkpoint-mismatch' };
      previous = hash;
      expected += 1n;
    }
  }
  const beyond = checkpoints.find((point) => BigInt(point.seq) >= expected);
  if (beyond) return { ok: false, seq: expected.toString(), fault: 'cut' };
  return { ok: true, entries: Number(expected - first), checkpoints: checkpoints.length };
}
