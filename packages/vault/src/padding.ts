import type { Bytes } from './frame.ts';

const HEADER = 12;
const SMALLEST = 256;

/**
 * Padmé (Nikitin et al., «Reducing Metadata Leakage from Encrypted Files and Communication with PURBs», 2019):
 * rounds a length up so that it tells about log log of itself, for at most 12 % more bytes. Never below 256.
 */
export function paddedLength(length: number): number {
  if (length <= SMALLEST) return SMALLEST;
  const exponent = Math.floor(Math.log2(length));
  const granule = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.ceil(length / granule) * granule;
}

/** When the record was written and what it holds: float64 milliseconds, uint32 length, value, zeros. */
export function pad(writtenAt: number, value: Bytes): Bytes {
  const padded = new Uint8Array(paddedLength(HEADER + value.byteLength));
  const view = new DataView(padded.buffer);
  view.setFloat64(0, writtenAt);
  view.setUint32(8, value.byteLength);
  padded.set(value, HEADER);
  return padded;
}

export function unpad(padded: Bytes): { readonly writtenAt: number; readonly value: Bytes } {
  const view = new DataView(padded.buffer, padded.byteOffset, padded.byteLength);
  return { writtenAt: view.getFloat64(0), value: padded.subarray(HEADER, HEADER + view.getUint32(8)) };
}
