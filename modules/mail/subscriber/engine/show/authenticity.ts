import type { Authenticity } from '../types.ts';
import type { HeaderLine } from '../port/provider.ts';

export interface AuthenticityFound {
  readonly verdict: Authenticity;
  /** The parts behind the verdict, e.g. «dmarc=pass spf=pass dkim=fail», for the details line. */
  readonly why: string;
}

/** RFC 8601 §2.2 with comments and quoted strings; methods and results are plain words. */
function results(value: string): {
  readonly server: string;
  readonly methods: ReadonlyMap<string, readonly string[]>;
} {
  const bare = withoutComments(value);
  const [head = '', ...parts] = bare.split(';');
  const methods = new Map<string, string[]>();
  for (const part of parts) {
    const found = /^\s*([a-z0-9-]+)(?:\s*\/\s*\d+)?\s*=\s*([a-z]+)/i.exec(part);
    if (!found) continue;
    const method = (found[1] ?? '').toLowerCase();
    methods.set(method, [...(methods.get(method) ?? []), (found[2] ?? '').toLowerCase()]);
  }
  // Exchange Online writes no authserv-id but begins with the first method; the line is still its own when it is the topmost.
  const first = /^\s*([a-z0-9-]+)\s*=\s*([a-z]+)/i.exec(head);
  if (first)
    methods.set((first[1] ?? '').toLowerCase(), [
      (first[2] ?? '').toLowerCase(),
      ...(methods.get((first[1] ?? '').toLowerCase()) ?? []),
    ]);
  return { server: first ? '' : (head.trim().split(/\s+/)[0] ?? ''), methods };
}

function withoutComments(value: string): string {
  let out = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const c = value[at] ?? '';
    if (c === '\\') {
      at += 1;
      continue;
    }
    if (c === '"' && depth === 0) quoted = !quoted;
    else if (!quoted && c === '(') depth += 1;
    else if (!quoted && c === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && !(quoted && c === ';')) out += c;
  }
  return out;
}

/**
 * What the receiving provider found out about the sender (RFC 8601). Only the topmost Authentication-Results counts: headers are
 * added on top, so anything below may have been written by the sender. DMARC decides; without it SPF and DKIM must agree.
 */
export function authenticity(headers: readonly HeaderLine[]): AuthenticityFound {
  const top = headers.findIndex((line) => line.name.toLowerCase() === 'authentication-results');
  const line = headers[top];
  if (!line) return { verdict: 'silent', why: '' };
  // Everything above must be of the receiving side too: a Received line above it means a later hop added nothing of its own.
  const hops = headers.slice(0, top).filter((one) => one.name.toLowerCase() === 'received').length;
  const { methods } = results(line.value);
  if (hops > 6 || /^\s*[^;]*;\s*none\s*$/i.test(line.value) || methods.size === 0)
    return { verdict: 'silent', why: '' };
  const why = ['dmarc', 'compauth', 'dkim', 'spf']
    .flatMap((name) => (methods.has(name) ? `${name}=${methods.get(name)?.join(',')}` : []))
    .join(' ');
  const pass = (name: string): boolean => methods.get(name)?.includes('pass') ?? false;
  const fail = (name: string): boolean =>
    (methods.get(name)?.some((one) => one === 'fail' || one === 'softfail' || one === 'permerror') ??
      false) &&
    !pass(name);
  if (pass('dmarc')) return { verdict: 'verified', why };
  if (fail('dmarc') || fail('compauth')) return { verdict: 'failed', why };
  if (fail('dkim') && fail('spf')) return { verdict: 'failed', why };
  return { verdict: pass('dkim') && pass('spf') ? 'verified' : 'silent', why };
}
