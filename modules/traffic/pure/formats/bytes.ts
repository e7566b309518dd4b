/* One argument for each byte: String.fromCharCode with a spread is ten times slower. */
const at16 = (b: Uint8Array): string =>
  String.fromCharCode(
    b[0]!,
    b[1]!,
    b[2]!,
    b[3]!,
    b[4]!,
    b[5]!,
    b[6]!,
    b[7]!,
    b[8]!,
    b[9]!,
    b[10]!,
    b[11]!,
    b[12]!,
    b[13]!,
    b[14]!,
    b[15]!,
  );
const at32 = (b: Uint8Array): string =>
  String.fromCharCode(
    b[0]!,
    b[1]!,
    b[2]!,
    b[3]!,
    b[4]!,
    b[5]!,
    b[6]!,
    b[7]!,
    b[8]!,
    b[9]!,
    b[10]!,
    b[11]!,
    b[12]!,
    b[13]!,
    b[14]!,
    b[15]!,
    b[16]!,
    b[17]!,
    b[18]!,
    b[19]!,
    b[20]!,
    b[21]!,
    b[22]!,
    b[23]!,
    b[24]!,
    b[25]!,
    b[26]!,
    b[27]!,
    b[28]!,
    b[29]!,
    b[30]!,
    b[31]!,
  );

const scratch = new Uint8Array(32);

/** ASCII, as far as a switch's own fields go; other bytes become the character of the same number. Short texts only. */
export function latin(bytes: Uint8Array, from: number, to: number): string {
  const length = to - from;
  if (length === 0) return '';
  if (length <= 32) {
    // One call that makes one flat text costs less than a character at a time.
    for (let at = 0; at < length; at += 1) scratch[at] = bytes[from + at]!;
    if (length === 16) return at16(scratch);
    return (length < 16 ? at16(scratch) : at32(scratch)).slice(0, length);
  }
  let text = '';
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at]!);
  return text;
}

/** 32 bits that tell most texts apart. */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
  return hash ^ (hash >>> 15);
}

/** The same for a text that `latin` could have made. */
export function hashOfText(text: string): number {
  let hash = text.length;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 15);
}

/** The other way round: characters above 255 can't occur in what `latin` made. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at) & 0xff;
  return bytes;
}

export function isText(bytes: Uint8Array, from: number, to: number, text: string): boolean {
  if (to - from !== text.length) return false;
  for (let at = 0; at < text.length; at += 1) if (bytes[from + at] !== text.charCodeAt(at)) return false;
  return true;
}

export function startsWith(bytes: Uint8Array, from: number, to: number, text: string): boolean {
  return to - from >= text.length && isText(bytes, from, from + text.length, text);
}

/** Digits as a whole number. @returns -1 when there is none, or anything else stands there, or it has more than 15 digits. */
export function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  if (from === to || to - from > 15) return -1;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
