/** Days and microseconds of the binary COPY format count from 2000-01-01 (PostgreSQL manual, «COPY, Binary Format»). */
const EPOCH_2000 = 946_684_800_000;
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');

/** Rows in the binary COPY format, in one growing buffer: three times cheaper than text, and nothing to escape. */
export interface CopyRows {
  /** Begins a row of so many fields; then exactly so many of the calls below. */
  row(fields: number): void;
  null(): void;
  text(value: string): void;
  bytes(value: Uint8Array): void;
  /** The same, of these bytes out of more. */
  part(from: Uint8Array, begin: number, end: number): void;
  int2(value: number): void;
  int4(value: number): void;
  /** A safe integer. */
  int8(value: number): void;
  bool(value: boolean): void;
  /** Milliseconds since 1970. */
  time(value: number): void;
  /** Midnight UTC of a day, milliseconds since 1970. */
  date(value: number): void;
  /** A copy of what has come since the last piece; `finish` then gives the rest. */
  take(): Buffer;
  /** Everything so far with header and trailer. The buffer is used again after `reset`. */
  finish(): Buffer;
  reset(): void;
  readonly rows: number;
}

export function copyRows(size: number = 1 << 20): CopyRows {
  let buffer = Buffer.allocUnsafe(size);
  let at = HEADER.copy(buffer);
  let rows = 0;
  const room = (needed: number): void => {
    if (at + needed <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + needed));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
  };
  const int8 = (value: number): void => {
    room(12);
    at = buffer.writeInt32BE(8, at);
    const high = Math.floor(value / 4_294_967_296);
    at = buffer.writeInt32BE(high, at);
    at = buffer.writeUInt32BE(value - high * 4_294_967_296, at);
  };
  return {
    get rows() {
      return rows;
    },
    row(fields) {
      room(2);
      at = buffer.writeInt16BE(fields, at);
      rows += 1;
    },
    null() {
      room(4);
      at = buffer.writeInt32BE(-1, at);
    },
    text(value) {
      room(4 + value.length * 3);
      const written = buffer.write(value, at + 4, 'utf8');
      buffer.writeInt32BE(written, at);
      at += 4 + written;
    },
    bytes(value) {
      room(4 + value.length);
      at = buffer.writeInt32BE(value.length, at);
      buffer.set(value, at);
      at += value.length;
    },
    part(from, begin, end) {
      room(4 + end - begin);
      at = buffer.writeInt32BE(end - begin, at);
      for (let byte = begin; byte < end; byte += 1) {
        buffer[at] = from[byte]!;
        at += 1;
      }
    },
    int2(value) {
      room(6);
      at = buffer.writeInt32BE(2, at);
      at = buffer.writeInt16BE(value, at);
    },
    int4(value) {
      room(8);
      at = buffer.writeInt32BE(4, at);
      at = buffer.writeInt32BE(value, at);
    },
    int8,
    bool(value) {
      room(5);
      at = buffer.writeInt32BE(1, at);
      buffer[at] = value ? 1 : 0;
      at += 1;
    },
    time: (value) => int8((value - EPOCH_2000) * 1000),
    date(value) {
      room(8);
      at = buffer.writeInt32BE(4, at);
      at = buffer.writeInt32BE(Math.round((value - EPOCH_2000) / 86_400_000), at);
    },
    take() {
      const piece = Buffer.from(buffer.subarray(0, at));
      at = 0;
      return piece;
    },
    finish() {
      room(2);
      return buffer.subarray(0, buffer.writeInt16BE(-1, at));
    },
    reset() {
      at = HEADER.copy(buffer);
      rows = 0;
    },
  };
}
