/** A text with its lines joined again, and where each of its characters stood. */
export interface Unfolded {
  readonly how: string;
  readonly offset: number;
  readonly bytes: Buffer;
}

const BASE64_LINES =
  /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}(?:(?:\r?\n|\\r\\n|\\n)[ \t]?[A-Za-z0-9+/_-]{2,})+/g;
const SOFT_BREAK = /=(?:\r?\n|\\r\\n|\\n)/;

/** Base64 that is broken into lines (RFC 2045 §6.8), also inside JSON, where the breaks are escaped. */
function* base64Lines(text: string): Generator<Unfolded> {
  for (const match of text.matchAll(BASE64_LINES)) {
    const joined = match[0].replaceAll(/\r?\n[ \t]?|\\r\\n|\\n/g, '');
    yield { how: 'lines', offset: match.index, bytes: Buffer.from(joined, 'latin1') };
  }
}

/** Quoted-printable around each soft line break (RFC 2045 §6.7), decoded. */
function* quotedPrintable(text: string, reach: number): Generator<Unfolded> {
  const breaks = new RegExp(SOFT_BREAK, 'g');
  let until = -1;
  for (let match = breaks.exec(text); match; match = breaks.exec(text)) {
    if (match.index < until) continue;
    const from = Math.max(0, match.index - reach);
    until = match.index + reach;
    // Overlaps the next window by `reach`, so that nothing is cut by the windows themselves.
    const window = text.slice(from, until + reach);
    const decoded = window
      .replaceAll(new RegExp(SOFT_BREAK, 'g'), '')
      .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      );
    yield { how: 'quoted-printable', offset: from, bytes: Buffer.from(decoded, 'latin1') };
  }
}

/** Readings of a text in which a line break would otherwise stand in the middle of what is looked for. */
export function* unfold(content: Buffer, longest: number): Generator<Unfolded> {
  const lines = content.includes('\n') || content.includes('\\n');
  if (!lines) return;
  const text = content.toString('latin1');
  yield* base64Lines(text);
  yield* quotedPrintable(text, longest * 4);
}
