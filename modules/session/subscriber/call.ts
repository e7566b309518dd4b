import { answeredAhead } from './ahead.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

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

type Listener = (code: 'not-signed-in' | 'session-gone') => void;
const gone = new Set<Listener>();

/** Hears of every answer that says the session is no more, whoever asked. */
export function onGone(listener: Listener): () => void {
  gone.add(listener);
  return () => void gone.delete(listener);
}

/**
 * One call to our own server: same origin, with the session's cookie and the header that no foreign page can send. Never cached.
 * `background` says that no person asked, so that it does not count as use. `patience` in milliseconds. Rejects only when the network is gone or silent.
 */
export async function call(
  method: Method,
  path: string,
  body?: object,
  options: { readonly background?: boolean; readonly keepalive?: boolean; readonly patience?: number } = {},
): Promise<Answer> {
  const ahead = answeredAhead(method, path, body);
  if (ahead !== undefined) return { status: 200, body: ahead };
  const response = await fetch(path, {
    method,
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
    keepalive: options.keepalive ?? false,
    signal: AbortSignal.timeout(options.patience ?? 30_000),
    headers: {
      'accept-language': document.documentElement.lang,
      'x-telink': '1',
      ...(options.background ? { 'x-telink-background': '1' } : {}),
      ...(method === 'GET' || method === 'DELETE' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' || method === 'DELETE' ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  const text = await response.text();
  const answer = { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  const code = codeOf(answer);
  if (code === 'not-signed-in' || code === 'session-gone') for (const listener of gone) listener(code);
  return answer;
}

/** As `call`, but only the body of what went well. @throws CallFailed */
export async function ask<T>(
  method: Method,
  path: string,
  body?: object,
  options?: { readonly background?: boolean },
): Promise<T> {
  const answer = await call(method, path, body, options).catch(() => undefined);
  if (answer === undefined) throw new CallFailed('offline');
  const code = codeOf(answer);
  if (code !== undefined) throw new CallFailed(code, fieldsOf(answer));
  return answer.body as T;
}

function codeOf({ status, body }: Answer): string | undefined {
  if (status < 400) return undefined;
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'
    ? body.code
    : 'broken';
}

function fieldsOf({ body }: Answer): readonly string[] {
  return typeof body === 'object' && body !== null && 'fields' in body && Array.isArray(body.fields)
    ? body.fields.filter((field) => typeof field === 'string')
    : [];
}
