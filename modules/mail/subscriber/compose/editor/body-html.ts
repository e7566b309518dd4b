/**
 * Between what the editor shows and what a draft holds. In a draft an inline image is named by `data-cid` alone: the blob address it is
 * shown from dies with the tab and must never be sent.
 */
export function forDraft(html: string): string {
  return html
    .replace(/(<img\b[^>]*?)\s+src="blob:[^"]*"/gi, '$1')
    .replace(/\s+src="cid:[^"]*"(?=[^>]*\bdata-cid=)/gi, '');
}

/** The signature is the last thing in what a person writes (the engine puts it there), so everything from its mark on is it. */
export function withoutSignature(html: string): string {
  return html
    .replace(/<div[^>]*\bdata-signature\b[\s\S]*$/i, '')
    .replace(/^<(?:p|div)><br><\/(?:p|div)>$/i, '');
}

export const hasSignature = (html: string): boolean => /<div[^>]*\bdata-signature\b/i.test(html);

/** Content-IDs of the inline images a body shows, in order. */
export function imagesIn(html: string): readonly string[] {
  return [...html.matchAll(/<img\b[^>]*\bdata-cid="([^"]+)"/gi)].map(([, cid]) => cid ?? '');
}

/** A link someone typed: an address with https in front when it has no scheme, mailto for mail. Null for what is neither, and for schemes that run. */
export function linkOf(typed: string): string | null {
  const text = typed.trim();
  if (/\s/.test(text) || text === '') return null;
  if (/^mailto:[^@]+@[^@]+\.[^@]+$/i.test(text) || /^tel:\+?[\d-]+$/i.test(text)) return text;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`;
  const whole =
    /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]+:\d+(?:\/|$)/.test(text) ? text : `https://${text}`;
  try {
    const url = new URL(whole);
    const web = url.protocol === 'https:' || url.protocol === 'http:';
    return web && (url.hostname.includes('.') || url.hostname === 'localhost') ? url.href : null;
  } catch {
    return null;
  }
}
