/* oxlint-disable typescript/no-unsafe-type-assertion -- for tests, which look into answers of many shapes. */
import type { Microsoft365 } from './index.ts';

/** What a test sees of one answer. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  // The tests look into answers of many shapes.
  readonly json: Record<string, unknown>;
  readonly code: string;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Ask = (method: string, path: string, options?: AskOptions) => Promise<Seen>;

export const allMail: readonly string[] = [
  'User.Read',
  'Mail.ReadWrite',
  'Mail.Send',
  'MailboxSettings.ReadWrite',
  'People.Read',
];

/** A bare client of the stand-in, with immutable ids unless `prefer` says otherwise. */
export function askAs(
  world: Microsoft365,
  account: string,
  scopes: readonly string[] = allMail,
  prefer = 'IdType="ImmutableId"',
): Ask {
  const token = world.issueToken(account, scopes);
  return async (method, path, options = {}) => {
    const raw = typeof options.body === 'string';
    const response = await fetch(path.startsWith('http') ? path : `${world.graph}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        prefer,
        ...(options.body === undefined ? {} : { 'content-type': raw ? 'text/plain' : 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined
        ? {}
        : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
    });
    const text = await response.text();
    let json: Record<string, unknown> = {};
    if ((response.headers.get('content-type') ?? '').includes('json') && text !== '')
      json = JSON.parse(text) as Record<string, unknown>;
    else json = { text };
    const error = json['error'] as { readonly code?: string } | undefined;
    return { status: response.status, headers: response.headers, json, code: error?.code ?? '' };
  };
}

export function rows(seen: Seen): Record<string, unknown>[] {
  const { value } = seen.json;
  if (!Array.isArray(value))
    throw new Error(`no list in ${seen.status} ${JSON.stringify(seen.json).slice(0, 300)}`);
  return value as Record<string, unknown>[];
}

export function idOf(seen: Seen | Record<string, unknown> | undefined): string {
  const json = seen === undefined ? {} : 'json' in seen ? (seen.json as Record<string, unknown>) : seen;
  const { id } = json;
  if (typeof id !== 'string') throw new Error(`no id in ${JSON.stringify(json).slice(0, 300)}`);
  return id;
}
