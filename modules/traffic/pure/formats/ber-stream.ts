import { RECORD_LIMIT, type Reason } from './batch.ts';
import { headerAt, innerEnd, type Header, type Walk } from './ber-element.ts';

export interface BerReceiver {
  /** What an element is: a container that is entered, a record, or something that is passed over. `inside` is the container it stands in, or -1. */
  kindOf(tag: number, inside: number): 'container' | 'record' | 'other';
  /** A whole element, at these places of the bytes; valid only until the next. */
  record(bytes: Uint8Array, header: Header, from: number, to: number, number: number): void;
  broken(bytes: Uint8Array, from: number, to: number, number: number, reason: Reason): void;
}

interface Container {
  readonly tag: number;
  /** Place in the file at which it ends; -1 when it ends with two noughts. */
  readonly end: number;
}

const PIECE = 64 * 1024;
const MOST_CONTAINERS = 8;
/** After a length that can't be, reading goes on behind so many bytes of filler, where blocks begin anew. */
const RUN_OF_FILLER = 4;
const isFiller = (byte: number): boolean => byte === 0x00 || byte === 0xff;

/**
 * Elements out of a BER file (ITU-T X.690), piece by piece: definite, long and indefinite lengths, filler 00 or FF between records, containers
 * entered without being held. A record is held whole, at most 1 MB.
 */
export function berScanner(receiver: BerReceiver): { push(chunk: Uint8Array): void; end(): void } {
  let buffer = new Uint8Array(PIECE * 2);
  let [used, at] = [0, 0];
  /** Place in the file of the buffer's first byte. */
  let base = 0;
  let [number, skip, lost, run] = [0, 0, false, 0];
  const stack: Container[] = [];
  /** How far the end of an indefinite record has been looked for. */
  let walk: Walk | undefined;

  function lose(from: number, to: number, reason: Reason): void {
    number += 1;
    receiver.broken(buffer, from, Math.min(to, used), number, reason);
    walk = undefined;
  }
  function loseTrack(reason: Reason): void {
    lose(at, used, reason);
    stack.length = 0;
    [lost, run, at] = [true, 0, at + 1];
  }
  function seek(): void {
    while (at < used) {
      const filler = isFiller(buffer[at]!);
      if (!filler && run >= RUN_OF_FILLER) {
        lost = false;
        return;
      }
      run = filler ? run + 1 : 0;
      at += 1;
    }
  }
  /** @returns false when it waits for bytes. */
  function element(): boolean {
    const top = stack.at(-1);
    if (top !== undefined && top.end !== -1 && base + at >= top.end) {
      stack.pop();
      return true;
    }
    if (top === undefined && isFiller(buffer[at]!)) {
      at += 1;
      return true;
    }
    if (top?.end === -1 && buffer[at] === 0) {
      if (at + 1 >= used) return false;
      if (buffer[at + 1] === 0) {
        stack.pop();
        at += 2;
        return true;
      }
    }
    const header = headerAt(buffer, at, used);
    if (header === 'more') return false;
    if (header === 'broken') {
      loseTrack('syntax');
      return true;
    }
    const kind = receiver.kindOf(header.tag, top?.tag ?? -1);
    if (kind === 'container' && header.constructed) {
      if (stack.length === MOST_CONTAINERS) {
        loseTrack('depth');
        return true;
      }
      stack.push({ tag: header.tag, end: header.length === -1 ? -1 : base + header.content + header.length });
      at = header.content;
      return true;
    }
    return leaf(header, kind);
  }
  function leaf(header: Header, kind: 'container' | 'record' | 'other'): boolean {
    let end = header.content + header.length;
    if (header.length === -1) {
      walk ??= { at: header.content - at, depth: 1 };
      const found = innerEnd(buffer, at, used, walk);
      if (found === 'broken' || found === 'depth' || used - at > RECORD_LIMIT + PIECE) {
        loseTrack(found === 'broken' ? 'syntax' : found === 'depth' ? 'depth' : 'too-large');
        return true;
      }
      if (found === 'more') return false;
      end = found;
    }
    const size = end - at;
    if (size > RECORD_LIMIT) {
      // Of a part of a batch that is not read, as its header, nothing is held.
      if (kind === 'record') lose(at, end, 'too-large');
      [skip, walk] = [size, undefined];
      return true;
    }
    if (end > used) return false;
    walk = undefined;
    if (kind === 'record') {
      number += 1;
      receiver.record(buffer, header, at, end, number);
    } else if (stack.length === 0) lose(at, end, 'dialect');
    at = end;
    return true;
  }
  function scan(): void {
    while (at < used) {
      if (skip > 0) {
        const step = Math.min(skip, used - at);
        [at, skip] = [at + step, skip - step];
      } else if (lost) seek();
      else if (!element()) return;
    }
  }
  function take(piece: Uint8Array): void {
    if (used + piece.length > buffer.length) {
      const kept = used - at;
      const target =
        kept + piece.length > buffer.length ? new Uint8Array(buffer.length * 2 + piece.length) : buffer;
      target.set(buffer.subarray(at, used));
      [buffer, base, used, at] = [target, base + at, kept, 0];
    }
    buffer.set(piece, used);
    used += piece.length;
    scan();
  }
  return {
    push: (chunk) => {
      for (let from = 0; from < chunk.length; from += PIECE) take(chunk.subarray(from, from + PIECE));
    },
    end: () => {
      const top = stack.find(({ end }) => end === -1 || end > base + used);
      if (at < used && !lost) lose(at, used, 'truncated');
      // What was being passed over has been told about already; a batch that does not end has not.
      else if (top !== undefined) lose(used, used, 'truncated');
    },
  };
}
