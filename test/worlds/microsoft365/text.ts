const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Rough text of an HTML body, enough for previews, search and `Prefer: outlook.body-content-type="text"`. */
export function htmlToText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|head|title)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6]|hr)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => entityOf(name) ?? whole)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function entityOf(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name.toLowerCase()];
  const code =
    name[1] === 'x' || name[1] === 'X'
      ? Number.parseInt(name.slice(2), 16)
      : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : undefined;
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Exchange keeps the first 255 characters of the text. */
export function previewOf(text: string): string {
  const preview = text.replace(/\r\n/g, '\n').trim().slice(0, 255);
  return /[\ud800-\udbff]$/.test(preview) ? preview.slice(0, -1) : preview;
}

/** What the author wrote, without the quotation below it. */
export function uniquePart(content: string, isHtml: boolean): string {
  const at = isHtml
    ? content.search(/<div id="divRplyFwdMsg"|<hr\b|<blockquote\b/i)
    : content.search(/^(?:-----|________|Från:|From:)/m);
  return at <= 0 ? content : content.slice(0, at);
}

/** A string as it is; anything else as nothing. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
