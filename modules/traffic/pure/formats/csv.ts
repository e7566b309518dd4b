import { RECORD_LIMIT, type Reason } from './batch.ts';

/** One row, as places in the bytes; valid only until the next row. */
export interface Row {
  bytes: Uint8Array;
  /** First and one past the last byte of the row, without its line ending. */
  from: number;
  to: number;
  /** Line of the file on which it begins, from 1. */
  line: number;
  /** Number of fields. */
  count: number;
  /** For each field, first and one past the last byte, quotes left out. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 when the field has doubled quotes in it. */
  readonly doubled: Uint8Array;
}

export interface CsvReceiver {
  row(row: Row): void;
  /** `row` has what was read before it broke. */
  broken(row: Row, reason: Reason): void;
}

export interface CsvScanner {
  push(chunk: Uint8Array): void;
  end(): void;
}

/** More columns than CUCM has; a row with more is broken. */
const MOST_FIELDS = 256;
/** A quoted field may hold line breaks, but not a whole file's worth: an opening quote alone would swallow the rows after it. */
const MOST_BREAKS = 100;
const PIECE = 256 * 1024;
const [QUOTE, COMMA, LF, CR] = [34, 44, 10, 13];
// Where the scanner stands in a field.
const [AT_START, PLAIN, QUOTED, AFTER_QUOTE, BROKEN] = [0, 1, 2, 3, 4];

/**
 * RFC 4180 over bytes, piece by piece: quotes, doubled quotes, line breaks in quotes, LF, CRLF, a byte order mark, no break at the end; empty lines
 * are passed over. A quote inside an unquoted field is a byte like others. A row whose quoting is broken is given up with its first
 * line, and reading goes on at the next: one bad row costs one row.
 */
export function csvScanner(receiver: CsvReceiver, separator: number = COMMA): CsvScanner {
  let buffer = new Uint8Array(PIECE * 2);
  let [used, at, state, breaks] = [0, 0, AT_START, 0];
  /** Skipping a row that is too large, to its line break. */
  let skipping = false;
  let fresh = true;
  const row: Row = {
    bytes: buffer,
    from: 0,
    to: 0,
    line: 1,
    count: 0,
    starts: new Int32Array(MOST_FIELDS),
    ends: new Int32Array(MOST_FIELDS),
    doubled: new Uint8Array(MOST_FIELDS),
  };

  function begin(from: number, line: number): void {
    row.from = from;
    row.line = line;
    row.count = 0;
    row.starts[0] = from;
    row.doubled[0] = 0;
    at = from;
    state = AT_START;
    breaks = 0;
  }

  /** Gives the row up with its first line. */
  function giveUp(reason: Reason): void {
    let next = row.from;
    while (next < used && buffer[next] !== LF) next += 1;
    row.to = Math.min(next, at);
    receiver.broken(row, reason);
    if (next < used) begin(next + 1, row.line + 1);
    else {
      skipping = true;
      at = used;
    }
  }

  function skip(): void {
    const next = buffer.indexOf(LF, at);
    if (next === -1 || next >= used) at = used;
    else {
      skipping = false;
      begin(next + 1, row.line + 1);
    }
  }

  /** One field, or what there is of it. @returns false when more bytes are needed. */
  function field(): boolean {
    const bytes = buffer;
    const stop = used;
    let here = at;
    // The usual field: quoted, whole, nothing odd in it. Anything else takes the longer way below.
    if (state === AT_START && bytes[here] === QUOTE) {
      let close = here + 1;
      let byte = bytes[close];
      while (close < stop && byte !== QUOTE && byte !== LF) {
        close += 1;
        byte = bytes[close];
      }
      if (close + 1 < stop && byte === QUOTE) {
        const after = bytes[close + 1];
        if (after === separator || after === LF) {
          row.starts[row.count] = here + 1;
          row.ends[row.count] = close;
          at = close + 1;
          return true;
        }
      }
    }
    if (state === AT_START) {
      if (bytes[here] === QUOTE) {
        row.starts[row.count] = here + 1;
        state = QUOTED;
        here += 1;
      } else state = PLAIN;
    }
    if (state === PLAIN) {
      while (here < stop) {
        const byte = bytes[here]!;
        if (byte === separator || byte === LF) break;
        here += 1;
      }
      at = here;
      if (here === stop) return false;
      row.ends[row.count] = here;
      return true;
    }
    for (;;) {
      if (state === QUOTED) {
        while (here < stop) {
          const byte = bytes[here]!;
          if (byte === QUOTE) break;
          if (byte === LF) breaks += 1;
          here += 1;
        }
        at = here;
        if (here === stop || breaks > MOST_BREAKS) return false;
        state = AFTER_QUOTE;
        here += 1;
        at = here;
      }
      // After a quote: another one doubles it, the separator or the end of the line ends the field, anything else is broken.
      if (here === stop) return false;
      const byte = bytes[here]!;
      if (byte === separator || byte === LF) {
        row.ends[row.count] = here - 1;
        return true;
      }
      if (byte === CR && (here + 1 === stop || bytes[here + 1] === LF)) {
        if (here + 1 === stop) return false;
        row.ends[row.count] = here - 1;
        at = here + 1;
        return true;
      }
      if (byte !== QUOTE) {
        state = BROKEN;
        return false;
      }
      row.doubled[row.count] = 1;
      state = QUOTED;
      here += 1;
      at = here;
    }
  }

  function scan(): void {
    while (at < used) {
      if (skipping) skip();
      else if (field()) {
        if (buffer[at] === LF) finish(at, at + 1);
        else if (row.count + 1 === MOST_FIELDS) giveUp('columns');
        else {
          at += 1;
          row.count += 1;
          row.starts[row.count] = at;
          row.doubled[row.count] = 0;
          state = AT_START;
        }
      } else if (state === BROKEN || breaks > MOST_BREAKS) giveUp('syntax');
      else if (at - row.from > RECORD_LIMIT) giveUp('too-large');
      else return;
    }
  }

  /** The row ends before `to`; the next one begins at `next`. */
  function finish(to: number, next: number): void {
    const last = row.count;
    let end = to;
    if (end > row.from && buffer[end - 1] === CR) {
      end -= 1;
      if (row.ends[last] === to) row.ends[last] = end;
    }
    if (end - row.from > RECORD_LIMIT) {
      giveUp('too-large');
      return;
    }
    const line = row.line + breaks + 1;
    if (end > row.from) {
      row.count = last + 1;
      row.to = end;
      receiver.row(row);
    }
    begin(next, line);
  }

  /** Moves what is left of a row to the front, so that the buffer holds one row and one piece. */
  function makeRoom(needed: number): void {
    const from = skipping ? used : row.from;
    const kept = used - from;
    let target = buffer;
    if (kept + needed > buffer.length) target = new Uint8Array(Math.max(buffer.length * 2, kept + needed));
    target.set(buffer.subarray(from, used));
    for (let field = 0; field <= row.count; field += 1) {
      row.starts[field]! -= from;
      row.ends[field]! -= from;
    }
    [buffer, row.bytes, used] = [target, target, kept];
    [row.from, at] = [0, at - from];
  }

  function take(piece: Uint8Array): void {
    if (used + piece.length > buffer.length) makeRoom(piece.length);
    buffer.set(piece, used);
    used += piece.length;
    if (fresh) {
      if (used < 3) return;
      if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) begin(3, 1);
      fresh = false;
    }
    scan();
  }

  return {
    push: (chunk) => {
      for (let from = 0; from < chunk.length; from += PIECE) take(chunk.subarray(from, from + PIECE));
    },
    end: () => {
      fresh = false;
      scan();
      for (;;) {
        if (skipping || row.from >= used) return;
        if (state === QUOTED) {
          giveUp('truncated');
          scan();
          continue;
        }
        if (state === AFTER_QUOTE && buffer[at] === CR) {
          row.ends[row.count] = at - 1;
          at = used;
        } else if (state === AFTER_QUOTE) row.ends[row.count] = used - 1;
        else row.ends[row.count] = used;
        finish(used, used);
      }
    },
  };
}
