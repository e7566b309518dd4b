import { Refusal } from './call.ts';

/** A parsed `$filter`: what it asks, and which properties it names, in order. */
export interface Filter {
  readonly matches: (read: (path: string) => unknown) => boolean;
  readonly properties: readonly string[];
  readonly comparisons: number;
}

type Test = (read: (path: string) => unknown) => boolean;
type Token = { readonly kind: 'word' | 'string' | 'mark' | 'time'; readonly text: string };

const pattern =
  /\s*(?:('(?:[^']|'')*')|(\d{4}-\d\d-\d\d(?:T[0-9:.]+(?:Z|[+-]\d\d:\d\d)?)?)|([A-Za-z_@$][\w.$@/-]*|-?\d+(?:\.\d+)?)|([(),:]))/y;

function tokens(text: string): Token[] {
  const found: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.trimEnd().length) {
    const match = pattern.exec(text);
    if (match === null) throw syntax(text);
    if (match[1] !== undefined)
      found.push({ kind: 'string', text: match[1].slice(1, -1).replaceAll("''", "'") });
    else if (match[2] !== undefined) found.push({ kind: 'time', text: match[2] });
    else if (match[3] !== undefined) found.push({ kind: 'word', text: match[3] });
    else found.push({ kind: 'mark', text: match[4] ?? '' });
  }
  return found;
}

function syntax(text: string): Refusal {
  return new Refusal(400, 'BadRequest', `Invalid filter clause: syntax error in '${text}'.`);
}

const compare: Readonly<
  Record<string, (a: string | number | boolean, b: string | number | boolean) => boolean>
> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
};

const functions: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  contains: (a, b) => a.includes(b),
  startswith: (a, b) => a.startsWith(b),
  endswith: (a, b) => a.endsWith(b),
};

/** The part of OData's filter language that Exchange answers to. */
export function parseFilter(text: string, known: (path: string) => boolean): Filter {
  const list = tokens(text);
  const properties: string[] = [];
  let comparisons = 0;
  let at = 0;
  const peek = (): string | undefined => list[at]?.text;
  const next = (): Token => {
    const token = list[at];
    if (token === undefined) throw syntax(text);
    at += 1;
    return token;
  };
  const expect = (mark: string): void => {
    if (next().text !== mark) throw syntax(text);
  };
  const property = (): string => {
    const token = next();
    if (token.kind !== 'word') throw syntax(text);
    if (!known(token.text))
      throw new Refusal(
        400,
        'ErrorInvalidUrlQueryFilter',
        `Could not find a property named '${token.text}' on type 'Microsoft.OutlookServices.Message'.`,
      );
    properties.push(token.text);
    return token.text;
  };
  const literal = (): string | number | boolean | null => {
    const token = next();
    if (token.kind === 'string') return token.text.toLowerCase();
    if (token.kind === 'time') {
      const time = Date.parse(token.text);
      if (Number.isNaN(time)) throw syntax(text);
      return time;
    }
    if (token.text === 'true' || token.text === 'false') return token.text === 'true';
    if (token.text === 'null') return null;
    const number = Number(token.text);
    if (token.kind !== 'word' || Number.isNaN(number)) throw syntax(text);
    return number;
  };
  const single = (): Test => {
    const token = list[at];
    if (token?.text === '(') {
      at += 1;
      const inner = either();
      expect(')');
      return inner;
    }
    if (token?.text === 'not') {
      at += 1;
      const inner = single();
      return (read) => !inner(read);
    }
    comparisons += 1;
    const call = functions[token?.text.toLowerCase() ?? ''];
    if (call !== undefined && list[at + 1]?.text === '(') {
      at += 2;
      const path = property();
      expect(',');
      const wanted = literal();
      expect(')');
      if (peek() === 'eq' && list[at + 1]?.text === 'true') at += 2;
      return (read) => call(plain(read(path)), String(wanted));
    }
    if (token !== undefined && token.text.endsWith('/any') && list[at + 1]?.text === '(') {
      const path = token.text.slice(0, -4);
      if (path !== 'categories')
        throw new Refusal(400, 'ErrorInvalidUrlQueryFilter', `The filter on '${path}' is not supported.`);
      properties.push(path);
      at += 2;
      const variable = next().text;
      expect(':');
      if (next().text !== variable) throw syntax(text);
      expect('eq');
      const wanted = literal();
      expect(')');
      return (read) => {
        const value = read(path);
        return Array.isArray(value) && value.some((entry) => String(entry).toLowerCase() === wanted);
      };
    }
    const path = property();
    const operator = next().text;
    const test = compare[operator];
    if (test === undefined) throw syntax(text);
    const wanted = literal();
    return (read) => {
      const value = comparable(read(path), wanted);
      if (value === null || wanted === null)
        return operator === 'eq' ? value === wanted : operator === 'ne' && value !== wanted;
      return typeof value === typeof wanted && test(value, wanted);
    };
  };
  const both = (): Test => {
    let left = single();
    while (peek() === 'and') {
      at += 1;
      const [a, b] = [left, single()];
      left = (read) => a(read) && b(read);
    }
    return left;
  };
  const either = (): Test => {
    let left = both();
    while (peek() === 'or') {
      at += 1;
      const [a, b] = [left, both()];
      left = (read) => a(read) || b(read);
    }
    return left;
  };
  const matches = either();
  if (at !== list.length) throw syntax(text);
  return { matches, properties, comparisons };
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function comparable(
  value: unknown,
  wanted: string | number | boolean | null,
): string | number | boolean | null {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  return typeof wanted === 'number' ? Date.parse(value) : value.toLowerCase();
}
