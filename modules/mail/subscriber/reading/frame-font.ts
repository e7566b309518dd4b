let bytes: Promise<ArrayBuffer | null> | null = null;

/** The address of the product's own font for Latin letters, as the style sheets of the page name it. */
function fontAddress(): string | null {
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (
        rule instanceof CSSFontFaceRule &&
        /^U\+0+-0*FF\b/i.test(rule.style.getPropertyValue('unicode-range'))
      ) {
        const found = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
        if (found !== undefined) return new URL(found, sheet.href ?? document.baseURI).href;
      }
  return null;
}

async function fetchFont(): Promise<ArrayBuffer | null> {
  const address = fontAddress();
  if (address === null) return null;
  const answer = await fetch(address).catch(() => null);
  return answer?.ok === true ? answer.arrayBuffer() : null;
}

/** Gives a message's document the product's font as bytes: the frame itself may fetch nothing, fonts neither. */
export async function lendFont(inside: Document, view: Window & typeof globalThis): Promise<void> {
  bytes ??= fetchFont();
  const font = await bytes;
  if (font === null || !inside.defaultView) return;
  inside.fonts.add(new view.FontFace('Hanken Grotesk Variable', font.slice(0), { weight: '100 900' }));
}
