/** The longest output that is believed: nothing the kit reads is larger, and a wrong guess must not eat the memory. */
const MOST = 256 * 1024 * 1024;

/**
 * Decodes a raw Snappy block (google/snappy, format_description.txt). What was decoded before damage or the end
 * of the input is given back with `complete: false`; undefined if the input does not begin as Snappy.
 */
export function snappy(input: Buffer): { readonly output: Buffer; readonly complete: boolean } | undefined {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = input[at];
    if (byte === undefined || shift > 28) return undefined;
    at += 1;
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  // Nothing shrinks by more than 64 bytes to three.
  if (length > MOST || length > input.length * 32) return undefined;
  const output = Buffer.alloc(length);
  let filled = 0;
  const stop = (): { output: Buffer; complete: boolean } => ({
    output: output.subarray(0, filled),
    complete: filled === length,
  });
  while (filled < length) {
    const tag = input[at];
    if (tag === undefined) return stop();
    at += 1;
    const kind = tag & 3;
    if (kind === 0) {
      let size = tag >>> 2;
      if (size >= 60) {
        const bytes = size - 59;
        if (at + bytes > input.length) return stop();
        size = input.readUIntLE(at, bytes);
        at += bytes;
      }
      size += 1;
      const copied = input.copy(output, filled, at, Math.min(at + size, input.length));
      filled += copied;
      at += size;
      if (copied < size) return stop();
      continue;
    }
    const wide = kind === 1 ? 1 : kind === 2 ? 2 : 4;
    if (at + wide > input.length) return stop();
    const size = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
    const back = kind === 1 ? ((tag >>> 5) << 8) | (input[at] ?? 0) : input.readUIntLE(at, wide);
    at += wide;
    if (back === 0 || back > filled) return stop();
    // Byte by byte: a copy may overlap itself, which is how runs are written.
    for (let end = Math.min(filled + size, length); filled < end; filled += 1)
      output[filled] = output[filled - back] ?? 0;
  }
  return stop();
}
