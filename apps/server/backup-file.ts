import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';

/** A backup is one gzip stream of frames: kind (1 byte), length (4 bytes, big endian), content. */
export type FrameKind = 'head' | 'table' | 'data' | 'end';
const KINDS: readonly FrameKind[] = ['head', 'table', 'data', 'end'];

/** What must be known before anything is read back. */
export interface BackupHead {
  readonly format: 1;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** name → SHA-256 of the migration. */
  readonly migrations: Readonly<Record<string, string>>;
  /** Where the ledger of erasures stood. */
  readonly ledger: { readonly entries: number; readonly hash: string };
  /** Partitions of traffic.usage and their bounds. */
  readonly days: readonly { readonly name: string; readonly bound: string }[];
}
export interface BackupTable {
  readonly table: string;
  readonly columns: readonly string[];
}
/** The manifest: SHA-256 of each table's bytes. */
export interface BackupEnd {
  readonly tables: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

export interface BackupWriter {
  write(kind: FrameKind, content: Uint8Array | object): Promise<void>;
  close(): Promise<void>;
}

export function writeBackup(path: string): BackupWriter {
  const gzip = createGzip({ level: 4 });
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  const failed = Promise.race([once(file, 'error'), once(gzip, 'error')]).then(([error]: unknown[]) => {
    throw error;
  });
  failed.catch(() => undefined);
  gzip.pipe(file);
  return {
    async write(kind, content) {
      const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
      const head = Buffer.alloc(5);
      head.writeUInt8(KINDS.indexOf(kind), 0);
      head.writeUInt32BE(bytes.length, 1);
      gzip.write(head);
      if (!gzip.write(bytes)) await Promise.race([once(gzip, 'drain'), failed]);
    },
    async close() {
      gzip.end();
      await Promise.race([once(file, 'close'), failed]);
    },
  };
}

/** The file is no backup, or not a whole one. */
export class NotABackup extends Error {
  override readonly name = 'NotABackup';
}

/** @throws NotABackup */
export async function* readBackup(path: string): AsyncGenerator<{ kind: FrameKind; content: Buffer }> {
  let held: Buffer = Buffer.alloc(0);
  const source = createReadStream(path);
  const unpacked = createGunzip();
  source.once('error', (error) => unpacked.destroy(error));
  try {
    for await (const chunk of source.pipe(unpacked)) {
      held = held.length === 0 ? (chunk as Buffer) : Buffer.concat([held, chunk as Buffer]);
      while (held.length >= 5) {
        const end = 5 + held.readUInt32BE(1);
        const kind = KINDS[held[0] ?? 255];
        if (kind === undefined) throw new NotABackup('That file is no backup of Telink.');
        if (held.length < end) break;
        yield { kind, content: held.subarray(5, end) };
        held = held.subarray(end);
      }
    }
  } catch (error) {
    const code = error instanceof Error ? String(Reflect.get(error, 'code') ?? '') : '';
    if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw new NotABackup('That file is no backup of Telink, or it is cut off.', { cause: error });
    throw error;
  }
  if (held.length > 0) throw new NotABackup('The backup is cut off.');
}

/** Writes and waits where the database is slower than the file. */
export async function pour(into: Writable, bytes: Uint8Array): Promise<void> {
  if (!into.write(bytes)) await once(into, 'drain');
}
