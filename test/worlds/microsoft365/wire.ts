import type { IncomingMessage, ServerResponse } from 'node:http';

/** The whole body; a longer one than `limit` bytes ends the connection. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limit) throw new Error('the request is larger than the stand-in takes');
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

export function headersOf(request: IncomingMessage): Map<string, string> {
  return new Map(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/** Sends half of the body, then cuts the connection. */
export function cutInside(response: ServerResponse, bytes: Buffer): void {
  response.write(bytes.subarray(0, Math.max(1, bytes.length >> 1)), () => response.destroy());
}
