import type { Person } from '../port/provider.ts';

/** Good enough to send to (RFC 5321 local and domain parts, dot-atoms and quoted strings; SMTPUTF8 letters allowed). */
export function isAddress(address: string): boolean {
  if (address.length > 254) return false;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (at < 1 || local.length > 64) return false;
  const localOk = /^"[^"\r\n]+"$/.test(local) || /^[^\s"(),:;<>@[\]\\]+$/u.test(local);
  return (
    localOk &&
    !local.startsWith('.') &&
    !local.endsWith('.') &&
    !local.includes('..') &&
    /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(domain)
  );
}

/**
 * A typed or pasted list: `Anna <a@example.se>, "Ek, Bo" <b@example.se>; c@example.se`, by comma, semicolon or line.
 * What is no address stays as a person whose address is what was written, so that it can be shown and mended.
 */
export function parsePeople(text: string): readonly Person[] {
  const parts: string[] = [];
  let now = '';
  let quoted = false;
  let angle = false;
  for (const c of text.replace(/\r\n?/g, '\n')) {
    if (c === '"') quoted = !quoted;
    else if (c === '<' && !quoted) angle = true;
    else if (c === '>' && !quoted) angle = false;
    const ends = c === '\n' || ((c === ',' || c === ';' || c === '\t') && !quoted && !angle);
    if (ends) {
      parts.push(now);
      now = '';
      quoted = false;
      angle = false;
    } else now += c;
  }
  parts.push(now);
  return parts.flatMap((part): Person[] => {
    const bare = part.trim().replace(/^(?:to|till|cc|kopia|bcc|från|from)\s*:\s*/i, '');
    if (!bare) return [];
    const found = /^(.*?)<\s*(?:mailto:)?([^<>]*)>\s*$/s.exec(bare);
    if (!found)
      return bare.includes(' ') && bare.split(/\s+/).every(isAddress)
        ? bare.split(/\s+/).map((address) => ({ name: '', address }))
        : [{ name: '', address: bare.replace(/^mailto:/i, '') }];
    const name = (found[1] ?? '')
      .trim()
      .replace(/^"(.*)"$/s, '$1')
      .replace(/\\(.)/g, '$1')
      .trim();
    return [{ name, address: (found[2] ?? '').trim() }];
  });
}

export const sameAddress = (a: string, b: string): boolean =>
  a.trim().toLowerCase() === b.trim().toLowerCase();

/** Each address once, the first name kept. */
export function unique(people: readonly Person[], except: readonly string[] = []): readonly Person[] {
  const seen = new Set(except.map((one) => one.toLowerCase()));
  return people.filter(({ address }) => {
    const key = address.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
