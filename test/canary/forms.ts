import { coreOf } from './plant.ts';
import { numberForms, packedForms } from './numbers.ts';

/** A byte sequence that betrays a canary. */
export interface Needle {
  readonly canary: string;
  readonly encoding: string;
  readonly bytes: Buffer;
  /** Where the bytes alone are too little: looks around them. */
  readonly confirm?: (content: Buffer, at: number) => boolean;
}

type Form = readonly [encoding: string, bytes: Buffer];

function swapped(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** Base64 with `before` unknown bytes in front: only the characters that these bytes alone decide. */
function base64At(before: number, bytes: Buffer): string {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

function base64Forms(name: string, bytes: Buffer): Form[] {
  return [0, 1, 2].flatMap((before): Form[] => {
    const standard = base64At(before, bytes);
    const url = standard.replaceAll('+', '-').replaceAll('/', '_');
    return [
      [`base64${name}`, Buffer.from(standard)],
      [`base64${name}`, Buffer.from(standard, 'utf16le')],
      [`base64url${name}`, Buffer.from(url)],
    ];
  });
}

/** `mark` + hexadecimal for each byte that `plain` does not match, in both cases of the digits. */
function escapedBytes(text: string, mark: string, plain: RegExp): string[] {
  const write = (upper: boolean): string =>
    Array.from(Buffer.from(text), (byte) => {
      const character = String.fromCharCode(byte);
      const digits = byte.toString(16).padStart(2, '0');
      return byte < 128 && plain.test(character) ? character : mark + (upper ? digits.toUpperCase() : digits);
    }).join('');
  return [write(true), write(false)];
}

function escapedUnits(text: string, which: RegExp): string[] {
  const write = (upper: boolean): string =>
    text
      .split('')
      .map((unit) => {
        const digits = unit.charCodeAt(0).toString(16).padStart(4, '0');
        return which.test(unit) ? `\\u${upper ? digits.toUpperCase() : digits}` : unit;
      })
      .join('');
  return [write(true), write(false)];
}

function textForms(text: string): Form[] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const json = JSON.stringify(text).slice(1, -1);
  const named = (encoding: string, texts: readonly string[]): Form[] =>
    texts.flatMap((each): Form[] => [[encoding, Buffer.from(each)]]);
  return [
    ['utf8', utf8],
    ['utf16le', utf16],
    ['utf16be', swapped(text)],
    ['latin1', Buffer.from(text, 'latin1')],
    ...base64Forms('', utf8),
    ...base64Forms('-utf16le', utf16),
    ...named('hex', [utf8.toString('hex'), utf8.toString('hex').toUpperCase()]),
    ...named('hex-utf16le', [utf16.toString('hex'), utf16.toString('hex').toUpperCase()]),
    ...named('url', [encodeURIComponent(text), new URLSearchParams([['', text]]).toString().slice(1)]),
    ...named(
      'url',
      [/[\w.~]/, /\w/, /(?!)/].flatMap((plain) => escapedBytes(text, '%', plain)),
    ),
    ...named(
      'quoted-printable',
      [/[ -<>-~]/, /\w/].flatMap((plain) => escapedBytes(text, '=', plain)),
    ),
    ...named(
      'quoted-printable',
      escapedBytes(text, '=', /[\w-]/).map((q) => q.replaceAll('=20', '_')),
    ),
    ...named('json', [json, json.replaceAll('/', '\\/'), JSON.stringify(json).slice(1, -1)]),
    ...named(
      'json',
      [/[^ -~]/, /[^ -~]|[<>&'"]/, /[^]/].flatMap((which) => escapedUnits(json, which)),
    ),
    ...named('html', [text.replaceAll(/[^ -~]|[<>&'"]/gu, (c) => `&#${c.codePointAt(0) ?? 0};`)]),
  ];
}

/**
 * PostgreSQL's own compression writes a control byte after every eight items. The random core of a canary is eight
 * literals, a byte, the rest: at any of eight phases. (Its beginning may have become a back reference.)
 */
function pglzNeedles(canary: string, core: string): Needle[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].flatMap((phase): Needle[] => {
    const cuts = [phase, phase + 8].filter((cut) => cut > 0 && cut < core.length);
    if (cuts.length === 0) return [];
    const pieces = [0, ...cuts].map((from, index) => core.slice(from, [...cuts, core.length][index]));
    const longest = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best));
    const lead = pieces.slice(0, pieces.indexOf(longest)).reduce((sum, piece) => sum + piece.length + 1, 0);
    const confirm = (content: Buffer, at: number): boolean => {
      let place = at - lead;
      return pieces.every((piece) => {
        const same = content.toString('latin1', place, place + piece.length) === piece;
        place += piece.length + 1;
        return same;
      });
    };
    return [{ canary, encoding: 'pglz', bytes: Buffer.from(longest), confirm }];
  });
}

/** Everything to look for. Each canary as it is, lower-cased and upper-cased; numbers also without their punctuation. */
export function needlesFor(canaries: readonly string[]): Needle[] {
  const needles = new Map<string, Needle>();
  const add = (canary: string, forms: readonly Form[]): void => {
    for (const [encoding, bytes] of forms) {
      // What is the same bytes in two encodings is reported under the first, the plainest.
      const key = `${canary}\0${bytes.toString('latin1')}`;
      if (bytes.length >= 5 && !needles.has(key)) needles.set(key, { canary, encoding, bytes });
    }
  };
  for (const canary of canaries) {
    if (canary.length < 6) throw new RangeError('too short to be told from chance: ' + canary);
    const core = coreOf(canary);
    for (const text of new Set([canary, canary.toLowerCase(), canary.toUpperCase()]))
      add(canary, textForms(text));
    for (const [name, text] of numberForms(canary)) {
      add(
        canary,
        textForms(text).map(([encoding, bytes]) => [`${name} ${encoding}`, bytes] as const),
      );
    }
    add(canary, packedForms(canary));
    if (core !== undefined) {
      for (const text of [core, core.toUpperCase()]) {
        add(canary, [
          ['core utf8', Buffer.from(text)],
          ['core utf16le', Buffer.from(text, 'utf16le')],
        ]);
      }
      for (const needle of pglzNeedles(canary, core)) {
        needles.set(`${canary}\0pglz ${needle.bytes.toString('latin1')}`, needle);
      }
    }
  }
  return [...needles.values()];
}
