import type { AccessToken } from '../environment.ts';
import { header } from './errors.ts';

/** One answer, or one part of a batch. */
export interface Part {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** On every request: ids that survive a move. */
export const ALWAYS = { Prefer: 'IdType="ImmutableId"' } as const;

/** The parts of a $batch answer by id; null when it is none. */
export function partsOf(body: unknown): Map<string, Part> | null {
  const responses = (body as { responses?: unknown } | null)?.responses;
  if (!Array.isArray(responses)) return null;
  const parts = new Map<string, Part>();
  for (const raw of responses as { id?: unknown; status?: unknown; headers?: unknown; body?: unknown }[]) {
    const headers =
      typeof raw.headers === 'object' && raw.headers !== null ? (raw.headers as Record<string, string>) : {};
    parts.set(String(raw.id), { status: Number(raw.status), headers, body: raw.body ?? null });
  }
  return parts;
}

/** One request; null when no whole answer came back. */
export async function once(
  fetch: typeof globalThis.fetch,
  url: string,
  permit: AccessToken | null,
  init: RequestInit,
  asBytes = false,
): Promise<Part | null> {
  try {
    const response = await fetch(url, {
      ...init,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: {
        ...(permit ? { Authorization: `Bearer ${permit.accessToken}`, ...ALWAYS } : {}),
        ...(init.headers as Record<string, string>),
      },
    });
    const headers: Record<string, string> = {};
    response.headers.forEach((value, name) => {
      headers[name] = value;
    });
    if (asBytes && response.ok)
      return { status: response.status, headers, body: new Uint8Array(await response.arrayBuffer()) };
    const text = await response.text();
    const isJson = (header(headers, 'content-type') ?? '').includes('json');
    return { status: response.status, headers, body: text && isJson ? (JSON.parse(text) as unknown) : text };
  } catch {
    return null;
  }
}
