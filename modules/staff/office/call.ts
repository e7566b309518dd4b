/** A problem answer of our server (RFC 9457), or of nobody: `offline`. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly code: string;
  readonly fields: readonly string[];
  constructor(code: string, fields: readonly string[] = []) {
    super(code);
    this.code = code;
    this.fields = fields;
  }
}

/** Answers that say that the one who works here may not any longer. */
export type Shut = 'not-signed-in' | 'agreement-unsigned';
const listeners = new Set<(code: Shut) => void>();

/** Hears of every answer that shuts the office, whoever asked. @returns how to stop. */
export function onShut(listener: (code: Shut) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * One call to the office's own server: same origin, never cached, with the header that no foreign page can send. `background` says that
 * nobody asked, so that it does not count as use. @returns the body of what went well; undefined where there is none. @throws CallFailed
 */
export async function ask<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  options: { readonly background?: boolean } = {},
): Promise<T> {
  const sends = method !== 'GET' && method !== 'DELETE';
  return call<T>(path, {
    method,
    signal: AbortSignal.timeout(30_000),
    headers: {
      ...(options.background === true ? { 'x-telink-background': '1' } : {}),
      ...(sends ? { 'content-type': 'application/json' } : {}),
    },
    ...(sends ? { body: JSON.stringify(body ?? {}) } : {}),
  });
}

/** Sends a file as it is; may take as long as it takes. @throws CallFailed */
export const sendFile = <T>(path: string, file: Blob): Promise<T> =>
  call<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });

async function call<T>(
  path: string,
  given: RequestInit & { readonly headers: Readonly<Record<string, string>> },
): Promise<T> {
  const response = await fetch(path, {
    ...given,
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
    headers: { 'accept-language': document.documentElement.lang, 'x-telink': '1', ...given.headers },
  }).catch(() => undefined);
  if (response === undefined) throw new CallFailed('offline');
  const text = await response.text();
  const answer = text === '' ? undefined : (JSON.parse(text) as unknown);
  if (response.status < 400) return answer as T;
  const problem = (answer ?? {}) as { readonly code?: string; readonly fields?: readonly string[] };
  const code = problem.code ?? 'broken';
  if (code === 'not-signed-in' || code === 'agreement-unsigned')
    for (const listener of listeners) listener(code);
  throw new CallFailed(code, problem.fields ?? []);
}
