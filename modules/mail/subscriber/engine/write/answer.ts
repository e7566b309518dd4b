import type { Message, MessageBody, Person, ReplyKind } from '../port/provider.ts';
import { clean } from '../show/clean.ts';
import { escaped, fromPlain } from '../show/plain.ts';
import { unique } from './people.ts';

export function subjectFor(kind: ReplyKind, subject: string): string {
  const bare = subject.trim();
  if (kind === 'forward') return /^(?:fw|fwd|vb|vs)\s*:/i.test(bare) ? bare : `VB: ${bare}`;
  return /^(?:re|sv|ang|antw|aw)\s*:/i.test(bare) ? bare : `SV: ${bare}`;
}

/** Whom an answer goes to. Never to oneself, unless one answers one's own message: then to those it went to. */
export function recipientsFor(
  kind: ReplyKind,
  message: Message,
  own: string,
): { readonly to: readonly Person[]; readonly cc: readonly Person[] } {
  if (kind === 'forward') return { to: [], cc: [] };
  const mine = message.from?.address.toLowerCase() === own.toLowerCase();
  const first = mine
    ? message.to
    : message.replyTo.length > 0
      ? message.replyTo
      : message.from
        ? [message.from]
        : [];
  if (kind === 'reply') return { to: unique(first), cc: [] };
  const to = unique([...first, ...message.to], mine ? [] : [own]);
  return {
    to: to.length > 0 ? to : unique(first),
    cc: unique(message.cc, [own, ...to.map((one) => one.address)]),
  };
}

export interface QuoteWords {
  /** E.g. «Den 24 november 2026 kl. 10:12 skrev Anna Ek:» */
  readonly intro: (message: Message) => string;
  readonly forwarded: {
    readonly title: string;
    readonly from: string;
    readonly sent: string;
    readonly to: string;
    readonly subject: string;
  };
  readonly date: (at: number) => string;
}

/**
 * The original below an answer: its HTML whole, cleaned by the strict rule, so that a remote image that was blocked for the
 * reader is not brought back to life by quoting it. cid: images stay (the provider's reply draft carries them).
 */
export function quoteFor(
  kind: ReplyKind,
  message: Message,
  body: Pick<MessageBody, 'type' | 'content'>,
  words: QuoteWords,
): string {
  const html = body.type === 'html' ? body.content : fromPlain(body.content);
  const { html: safe } = clean(html, { remoteImages: false, inline: new Map(), purpose: 'quote' });
  if (kind !== 'forward')
    return `<p>${escaped(words.intro(message))}</p><blockquote type="cite">${safe}</blockquote>`;
  const people = (list: readonly Person[]): string =>
    list.map((one) => (one.name ? `${one.name} <${one.address}>` : one.address)).join(', ');
  const line = (label: string, value: string): string =>
    value ? `<b>${escaped(label)}:</b> ${escaped(value)}<br>` : '';
  const { forwarded } = words;
  return (
    `<p>${escaped(forwarded.title)}<br>` +
    line(forwarded.from, message.from ? people([message.from]) : '') +
    line(forwarded.sent, words.date(message.receivedAt)) +
    line(forwarded.to, people(message.to)) +
    line(forwarded.subject, message.subject) +
    `</p>${safe}`
  );
}

/** The signature as a block the editor keeps apart. */
export const withSignature = (html: string, signature: string): string =>
  signature.trim() ? `${html || '<p><br></p>'}<div data-signature="1">${signature}</div>` : html;

/** What is sent on: inline images by their cid, nothing else remote than what the person put there as a link. */
export function outgoing(html: string): string {
  return html.replace(/<img\b[^>]*\bdata-cid="([^"<>]+)"[^>]*>/gi, (whole, cid: string) => {
    const alt = /\balt="([^"]*)"/i.exec(whole)?.[1] ?? '';
    return `<img src="cid:${cid}" alt="${alt}">`;
  });
}

const MENTION =
  /\b(?:bifog(?:ar|at|ad|ade|as)|bilag(?:a|an|or|orna|d|t)|medsänd(?:er|a)?|se bilaga|attach(?:ed|ing|ment|ments)?|enclosed|see the file)(?![\p{L}])/iu;

/** Whether one's own words (not the quote, not the signature) speak of an attachment. */
export function mentionsAttachment(html: string): boolean {
  const own = html.replace(/<div data-signature[\s\S]*$/i, '').replace(/<blockquote[\s\S]*$/i, '');
  return MENTION.test(own.replace(/<[^>]*>/g, ' ').replace(/&nbsp;/g, ' '));
}
