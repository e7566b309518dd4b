/** Properties that lay out and colour text. Not here: everything that can hold an image, a font file, a pointer, or lie over something else. */
const STYLE_PROPERTIES = new Set(
  (
    'color background-color font font-family font-size font-style font-weight font-variant line-height letter-spacing word-spacing text-align text-decoration ' +
    'text-decoration-line text-decoration-color text-decoration-style text-indent text-transform vertical-align white-space word-break overflow-wrap direction unicode-bidi ' +
    'width min-width max-width height min-height max-height box-sizing display float clear margin margin-top margin-right margin-bottom margin-left ' +
    'padding padding-top padding-right padding-bottom padding-left border border-top border-right border-bottom border-left border-color border-style border-width ' +
    'border-top-color border-right-color border-bottom-color border-left-color border-top-style border-right-style border-bottom-style border-left-style ' +
    'border-top-width border-right-width border-bottom-width border-left-width border-radius border-top-left-radius border-top-right-radius ' +
    'border-bottom-left-radius border-bottom-right-radius border-collapse border-spacing table-layout caption-side empty-cells list-style-type list-style-position ' +
    'opacity overflow overflow-x overflow-y align-items justify-content flex flex-direction flex-wrap gap text-overflow hyphens'
  ).split(' '),
);

/** No function may stay in a value except colours and sums: url(), image-set(), var(), attr(), expression() all end here, escaped or not. */
const CALLS = /([a-z-]*)\s*\(/gi;
const SAFE_CALLS = new Set([
  'rgb',
  'rgba',
  'hsl',
  'hsla',
  'calc',
  'min',
  'max',
  'clamp',
  'hwb',
  'lab',
  'lch',
  'oklab',
  'oklch',
]);

function safeValue(value: string): boolean {
  if (/[\\<>{}@]|\/\*|\/\/|javascript:|data:|!ie/i.test(value)) return false;
  for (const [, name] of value.matchAll(CALLS)) if (!SAFE_CALLS.has((name ?? '').toLowerCase())) return false;
  return true;
}

/** The safe declarations of one style attribute, as text. Splits by itself: the result holds nothing the browser's parser has yet to interpret. */
export function safeStyle(style: string): string {
  const kept: string[] = [];
  for (const declaration of style.split(';')) {
    const at = declaration.indexOf(':');
    if (at < 1) continue;
    const property = declaration.slice(0, at).trim().toLowerCase();
    const value = declaration
      .slice(at + 1)
      .replace(/!\s*important/gi, '')
      .trim();
    if (!STYLE_PROPERTIES.has(property) || !value || value.length > 300 || !safeValue(value)) continue;
    if (property.startsWith('margin') && value.includes('-')) continue;
    kept.push(`${property}: ${value}`);
  }
  return kept.join('; ');
}

/** Declarations that give the message colours of its own: a dark page would then make it unreadable. */
export const COLOURS = /(?:^|[;\s])(?:background(?:-color)?|color)\s*:/i;

/**
 * The safe rules of a message's style sheets. The browser's own parser reads them in a sheet that belongs to no document, so
 * nothing can load while it is looked at; selectors and media conditions are kept, everything with @ but @media is not.
 */
export function safeSheet(text: string): string {
  const sheet = new CSSStyleSheet();
  try {
    sheet.replaceSync(text.slice(0, 200_000).replace(/<!--|-->/g, ''));
  } catch {
    return '';
  }
  return rules(sheet.cssRules, 0);
}

function rules(list: CSSRuleList, depth: number): string {
  const kept: string[] = [];
  for (const rule of list) {
    if (kept.length > 2000) break;
    if (rule instanceof CSSStyleRule) {
      const style = safeStyle(rule.style.cssText);
      if (style && !/[<>{}\\@]/.test(rule.selectorText.replaceAll('>', '')))
        kept.push(`${rule.selectorText} { ${style} }`);
    } else if (rule instanceof CSSMediaRule && depth < 3 && /^[a-z0-9\s():,.-]+$/i.test(rule.conditionText)) {
      kept.push(`@media ${rule.conditionText} { ${rules(rule.cssRules, depth + 1)} }`);
    }
  }
  return kept.join('\n');
}
