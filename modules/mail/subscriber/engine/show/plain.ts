import { bareWords, tooDeep } from './depth.ts';
import { inertDocument } from './policy.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);

/** http(s) addresses and mail addresses; the trailing mark of a sentence is not part of them. Linear: no nested repetition. */
const LINK = /https?:\/\/[^\s<>"'`]{1,2000}|[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;

/** Plain text as HTML: everything escaped first, links made of what was escaped, quoted lines («> ») in a quote. Still goes through the sanitiser. */
export function fromPlain(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const quoteFrom = lines.findLastIndex((line) => !line.startsWith('>') && line.trim() !== '') + 1;
  const hasQuote = lines.slice(quoteFrom).some((line) => line.startsWith('>'));
  const body = linked((hasQuote ? lines.slice(0, quoteFrom) : lines).join('\n'));
  const quote = hasQuote
    ? `<blockquote type="cite"><pre>${linked(lines.slice(quoteFrom).join('\n'))}</pre></blockquote>`
    : '';
  return `<pre>${body}</pre>${quote}`;
}

function linked(text: string): string {
  let html = '';
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(/[.,;:!?)\]}]+$/, '');
    html += escaped(text.slice(at, match.index));
    html += `<a href="${escaped(address.includes('://') ? address : `mailto:${address}`)}">${escaped(address)}</a>`;
    at = match.index + address.length;
  }
  return html + escaped(text.slice(at));
}

/** Words of an HTML body, for search and for a quote in plain text. Parsed in a document that loads and runs nothing. */
export function toPlain(html: string): string {
  if (tooDeep(html)) return bareWords(html);
  const inert = inertDocument(html);
  for (const gone of inert.querySelectorAll('style,script,head,template,noscript')) gone.remove();
  return (inert.body?.textContent ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
}
