import PostalMime from 'postal-mime';
import type { ParsedSource } from '../environment.ts';
import type { Person } from '../types.ts';

interface Mailbox {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
}

const person = (raw: Mailbox | undefined): Person | null =>
  raw?.address || raw?.name ? { name: raw.name ?? '', address: raw.address ?? '' } : null;

/** RFC 5322 source by postal-mime. Runs in a worker (source.worker.ts): one nesting bomb of the corpora takes seconds. */
export async function readSource(bytes: Uint8Array): Promise<ParsedSource> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 60, maxHeadersSize: 2_000_000 });
  const date = mail.date ? Date.parse(mail.date) : Number.NaN;
  return {
    subject: mail.subject ?? '',
    from: person(mail.from),
    to: (mail.to ?? []).flatMap((one) => person(one) ?? []),
    date: Number.isNaN(date) ? null : date,
    html: mail.html ?? null,
    text: mail.text ?? null,
    headers: mail.headers.map((line) => ({ name: line.key, value: line.value })),
    attachments: mail.attachments.map((part) => ({
      name: part.filename ?? '',
      type: (part.mimeType ?? 'application/octet-stream').toLowerCase(),
      contentId: part.contentId ? part.contentId.replace(/^<|>$/g, '') : null,
      inline: part.disposition === 'inline' || part.related === true,
      bytes:
        typeof part.content === 'string'
          ? new TextEncoder().encode(part.content)
          : new Uint8Array(part.content),
    })),
  };
}
