/** Elements without content, and those that the next of their kind ends (HTML §13.1.2, §13.1.2.4): they do not stand inside each other. */
const FLAT = new Set(
  'area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option optgroup rp rt'.split(
    ' ',
  ),
);

/**
 * Parsing and sanitising take time with the square of the depth: measured, 16,000 levels hold the page for a second, 100,000 for minutes.
 * What people and their programs send is rarely a hundred levels deep.
 */
const DEEPEST = 1500;

/** Whether elements stand inside each other so deep that showing them would freeze the page. One pass, no parsing. */
export function tooDeep(html: string): boolean {
  let depth = 0;
  for (const [, end, name] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]{0,30})/gi)) {
    if (FLAT.has((name ?? '').toLowerCase())) continue;
    depth = end === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** The words of a document nobody should parse: tags taken out by hand. Linear; the result is text and has to be escaped. */
export function bareWords(html: string): string {
  return html
    .replace(/<(style|script|title)\b[^<]*(?:<(?!\/\1)[^<]*)*/gi, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
