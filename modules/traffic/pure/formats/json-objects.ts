import { RECORD_LIMIT, type Reason } from './batch.ts';

export interface JsonReceiver {
  object(value: Readonly<Record<string, unknown>>, line: number): void;
  /** `text` is what there was of it, bytes as characters, at most 1 MB. */
  broken(text: string, line: number, reason: Reason): void;
}

const [LF, QUOTE, BACKSLASH] = [10, 34, 92];
const DEEPEST = 32;
const PIECE = 64 * 1024;

/** Bytes as characters of the same number: names and values that are read are ASCII, and the others are dropped. */
function characters(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 8192)
    text += String.fromCharCode.apply(
      null,
      bytes.subarray(at, Math.min(to, at + 8192)) as unknown as number[],
    );
  return text;
}

/**
 * Objects out of JSON lines, an array, or objects written one after the other, piece by piece. An object that is broken is given up with its
 * first line, and reading goes on at the next.
 */
export function jsonScanner(receiver: JsonReceiver): { push(chunk: Uint8Array): void; end(): void } {
  let buffer = new Uint8Array(PIECE * 2);
  let [used, at, from, line, lines, depth] = [0, 0, 0, 1, 0, 0];
  let [inText, escaped, skipping] = [false, false, false];
  /** Something that is no object stands between objects, and has been told about on this line. */
  let told = 0;

  function reset(next: number): void {
    [from, at, lines, depth, inText, escaped] = [next, next, 0, 0, false, false];
  }
  function giveUp(reason: Reason): void {
    let next = from;
    while (next < used && buffer[next] !== LF) next += 1;
    receiver.broken(characters(buffer, from, Math.min(next, at, from + RECORD_LIMIT)), line, reason);
    if (next < used) {
      reset(next + 1);
      line += 1;
    } else {
      skipping = true;
      reset(used);
    }
  }
  function whole(): void {
    const text = characters(buffer, from, at);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // Braces that match but no JSON between them.
      receiver.broken(text, line, 'syntax');
      value = undefined;
    }
    if (value !== undefined) receiver.object(value as Record<string, unknown>, line);
    line += lines;
    reset(at);
  }
  function between(byte: number): void {
    if (byte === LF) line += 1;
    // Space, the commas and brackets of an array, a byte order mark.
    const expected = byte <= 32 || byte === 44 || byte === 91 || byte === 93 || byte >= 0xbb;
    at += 1;
    from = at;
    if (expected || told === line) return;
    told = line;
    receiver.broken('', line, 'syntax');
  }
  function scan(): void {
    while (at < used) {
      const byte = buffer[at]!;
      if (skipping) {
        if (byte === LF) {
          skipping = false;
          line += 1;
        }
        reset(at + 1);
      } else if (depth === 0 && byte !== 123) between(byte);
      else if (inText) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inText = false;
        // A line break may not stand in a text (RFC 8259 §7), so the quote was never closed.
        if (byte === LF) giveUp('syntax');
        else at += 1;
      } else {
        at += 1;
        if (byte === QUOTE) inText = true;
        else if (byte === LF) lines += 1;
        else if (byte === 123 || byte === 91) depth += 1;
        else if (byte === 125 || byte === 93) depth -= 1;
        if (depth === 0) whole();
        else if (depth > DEEPEST) giveUp('depth');
      }
      if (at - from > RECORD_LIMIT) giveUp('too-large');
    }
  }
  function take(piece: Uint8Array): void {
    if (used + piece.length > buffer.length) {
      const kept = used - from;
      const target =
        kept + piece.length > buffer.length ? new Uint8Array(buffer.length * 2 + piece.length) : buffer;
      target.set(buffer.subarray(from, used));
      [buffer, used, at, from] = [target, kept, at - from, 0];
    }
    buffer.set(piece, used);
    used += piece.length;
    scan();
  }
  return {
    push: (chunk) => {
      for (let start = 0; start < chunk.length; start += PIECE) take(chunk.subarray(start, start + PIECE));
    },
    end: () => {
      while (depth > 0) {
        giveUp('truncated');
        scan();
      }
    },
  };
}
