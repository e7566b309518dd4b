import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { finder, type Find } from './find.ts';
import { unfold } from './folded.ts';
import { needlesFor } from './forms.ts';
import { layersOf } from './layers.ts';

export interface Hit {
  readonly file: string;
  readonly canary: string;
  /** How it was written, outermost first: `gzip > utf8`, `leveldb snappy > utf16le`, `name > utf8` for a file's name. */
  readonly encoding: string;
  /** In the file; inside a compressed stream, where the stream begins. In a name, characters from its start. */
  readonly offset: number;
}

export interface Scan {
  readonly hits: readonly Hit[];
  readonly files: number;
  readonly bytes: number;
  /** Files that could not be read, with the reason: the scan says nothing about them. */
  readonly unread: readonly string[];
}

export type TextHit = Omit<Hit, 'file'>;

/** Bytes read of one file at a time; larger files are read in pieces that overlap. */
const PIECE = 256 * 1024 * 1024;
const OVERLAP = 1024 * 1024;
const DEPTH = 3;

interface Search {
  readonly find: Find;
  readonly longest: number;
}

function searchFor(canaries: readonly string[]): Search {
  if (canaries.length === 0) throw new RangeError('a scan for nothing finds nothing');
  const needles = needlesFor(canaries);
  return { find: finder(needles), longest: Math.max(...needles.map(({ bytes }) => bytes.length)) };
}

/** A canary found whole is not reported once more for its core. */
function withoutEchoes(hits: readonly TextHit[]): TextHit[] {
  const whole = new Set(hits.map(({ canary, encoding, offset }) => `${canary} ${encoding} ${offset}`));
  return hits.filter(({ canary, encoding, offset }) => {
    const plain = /^core (.+)$/.exec(encoding)?.[1];
    if (plain === undefined) return true;
    const width = plain === 'utf8' ? 1 : 2;
    return !whole.has(`${canary} ${plain} ${offset - (canary.length - 12) * width}`);
  });
}

function plainly(search: Search, content: Buffer): TextHit[] {
  const direct = withoutEchoes(
    search
      .find(content)
      .map(({ needle, offset }) => ({ canary: needle.canary, encoding: needle.encoding, offset })),
  );
  const folded: TextHit[] = [];
  for (const { how, offset, bytes } of unfold(content, search.longest)) {
    for (const { needle } of search.find(bytes)) {
      folded.push({ canary: needle.canary, encoding: `${how} > ${needle.encoding}`, offset });
    }
  }
  return [...direct, ...folded];
}

async function deeply(search: Search, content: Buffer, whole: boolean, depth: number): Promise<TextHit[]> {
  const hits = plainly(search, content);
  if (depth === 0) return hits;
  for (const { how, offset, bytes } of await layersOf(content, whole)) {
    for (const hit of await deeply(search, bytes, false, depth - 1)) {
      hits.push({ canary: hit.canary, encoding: `${how} > ${hit.encoding}`, offset });
    }
  }
  return hits;
}

function distinct<T extends TextHit>(hits: readonly T[]): T[] {
  return [...new Map(hits.map((hit) => [`${hit.canary}\0${hit.encoding}\0${hit.offset}`, hit])).values()];
}

async function readPiece(file: FileHandle, position: number, size: number): Promise<Buffer> {
  const piece = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await file.read(piece, filled, size - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return piece.subarray(0, filled);
}

async function scanFile(search: Search, name: string): Promise<{ hits: TextHit[]; bytes: number }> {
  const file = await open(name);
  try {
    const { size } = await file.stat();
    const hits: TextHit[] = [];
    let position = 0;
    do {
      const piece = await readPiece(file, position, Math.min(PIECE, size - position));
      for (const hit of await deeply(search, piece, size <= PIECE, DEPTH)) {
        hits.push({ ...hit, offset: hit.offset + position });
      }
      position += PIECE - OVERLAP;
    } while (position + OVERLAP < size);
    return { hits: distinct(hits), bytes: size };
  } finally {
    await file.close();
  }
}

async function* filesUnder(root: string): AsyncGenerator<string> {
  if (!(await stat(root)).isDirectory()) {
    yield root;
    return;
  }
  for (const entry of await readdir(root, { withFileTypes: true })) {
    const name = path.join(root, entry.name);
    // Links are not followed: what they name is scanned where it lies.
    if (entry.isDirectory()) yield* filesUnder(name);
    else if (entry.isFile()) yield name;
  }
}

/**
 * Looks for canaries in every file under the roots, in every encoding of `needlesFor`, inside compressed streams,
 * databases and cache entries, and in the files' names.
 * @throws if a root does not exist or there is nothing to look for: such a scan would prove nothing.
 */
export async function scan(roots: readonly string[], canaries: readonly string[]): Promise<Scan> {
  const search = searchFor(canaries);
  const hits: Hit[] = [];
  const unread: string[] = [];
  let [files, bytes] = [0, 0];
  for (const root of roots) {
    await stat(root);
    for await (const file of filesUnder(root)) {
      for (const hit of plainly(search, Buffer.from(path.relative(root, file)))) {
        hits.push({ file, ...hit, encoding: `name > ${hit.encoding}` });
      }
      try {
        const found = await scanFile(search, file);
        files += 1;
        bytes += found.bytes;
        for (const hit of found.hits) hits.push({ file, ...hit });
      } catch (fault) {
        unread.push(`${file}: ${fault instanceof Error ? fault.message : String(fault)}`);
      }
    }
  }
  return { hits, files, bytes, unread };
}

/** The same for a text at hand, a log or a response body; offsets in UTF-8 bytes. */
export function scanText(text: string, canaries: readonly string[]): TextHit[] {
  return distinct(plainly(searchFor(canaries), Buffer.from(text)));
}

/** The same for bytes at hand, with all that `scan` looks into. */
export async function scanBytes(content: Uint8Array, canaries: readonly string[]): Promise<TextHit[]> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return distinct(await deeply(searchFor(canaries), bytes, true, DEPTH));
}
