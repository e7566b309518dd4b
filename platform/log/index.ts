import { pino, type DestinationStream } from 'pino';

/**
 * The fields a log line may carry. Nothing else leaves the process: no body, no URL, no id of a person, no message text
 * (promises mail.4, mail.5, customer.8). `route` is the pattern with its placeholders, never the address that was asked for.
 */
export interface LogFields {
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly job?: string;
  readonly count?: number;
  readonly code?: string;
  readonly reason?: string;
  readonly slice?: string;
  readonly port?: number;
  readonly version?: string;
  readonly error?: unknown;
}

const ALLOWED = new Set<string>([
  'route',
  'method',
  'status',
  'ms',
  'job',
  'count',
  'code',
  'reason',
  'slice',
  'port',
  'version',
]);
const REASON = /^[a-z0-9][a-z0-9 ._:/-]{0,80}$/i;

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** `event` is a fixed phrase written in the source, never built from data. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error', destination?: DestinationStream): Log {
  const options = { level, base: null, messageKey: 'event' };
  const out = destination === undefined ? pino(options) : pino(options, destination);
  return {
    debug: (event, fields) => out.debug(allowed(fields), event),
    info: (event, fields) => out.info(allowed(fields), event),
    warn: (event, fields) => out.warn(allowed(fields), event),
    error: (event, fields) => out.error(allowed(fields), event),
  };
}

/** Keeps the allowed fields; of an error its kind, code and where, never its message: messages quote what they choked on. */
export function allowed(fields: LogFields = {}): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'error') kept['error'] = describeError(value);
    else if (
      ALLOWED.has(name) &&
      (typeof value === 'number' || (typeof value === 'string' && (name === 'route' || REASON.test(value))))
    )
      kept[name] = value;
  }
  return kept;
}

function describeError(error: unknown): { kind: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const code: unknown = Reflect.get(error, 'code');
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
  const at = frames.map((line) =>
    line.trim().replace(/\(?file:\/\/.*\/(?=(modules|platform|apps|node_modules)\/)/, '('),
  );
  const kind = /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'Error';
  return typeof code === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(code) ? { kind, code, at } : { kind, at };
}
