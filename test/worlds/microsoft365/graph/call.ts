import { randomUUID } from 'node:crypto';
import type { Account } from '../accounts.ts';
import type { Mailbox } from '../mailbox.ts';

/** One request to Graph, whether it came by itself or inside `$batch`. */
export interface GraphCall {
  readonly method: string;
  /** Segments after `/v1.0/me`, percent-decoded, `name('id')` split in two. */
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  readonly account: Account;
  readonly mailbox: Mailbox;
  readonly scopes: ReadonlySet<string>;
  /** `https://graph.microsoft.com`, as the client sees it. */
  readonly graph: string;
  readonly upload: string;
  /** The client asked for ids that survive a move. */
  readonly immutable: boolean;
  readonly now: number;
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A Buffer goes out as it is; undefined means no body. */
  readonly body?: unknown;
  /** A fault script bent this answer on purpose: the contract isn't asked about it. */
  readonly bent?: boolean;
}

/** A refusal that Graph documents; answered, never a fault of the stand-in. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function refusalAnswer(refusal: Refusal, now: number): GraphAnswer {
  const id = randomUUID();
  return {
    status: refusal.status,
    headers: refusal.headers,
    body: {
      error: {
        code: refusal.code,
        message: refusal.message,
        innerError: {
          date: new Date(now).toISOString().slice(0, 19),
          'request-id': id,
          'client-request-id': id,
        },
      },
    },
  };
}

export function notFound(): Refusal {
  return new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The request's body as an object; an empty body is an empty object. */
export function jsonOf(call: GraphCall): JsonObject {
  if (call.body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(call.body.toString('utf8'));
  } catch {
    throw new Refusal(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  if (!isObject(value)) throw new Refusal(400, 'BadRequest', 'Unable to read JSON request payload.');
  return value;
}

/** Action parameters are matched without regard to case: `Message` and `message` are the same. */
export function parameter(body: JsonObject, name: string): unknown {
  const key = Object.keys(body).find((entry) => entry.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : body[key];
}

export function textParameter(body: JsonObject, name: string): string {
  const value = parameter(body, name);
  if (typeof value !== 'string' || value === '')
    throw new Refusal(400, 'ErrorInvalidParameter', `The parameter '${name}' is missing or not a string.`);
  return value;
}
