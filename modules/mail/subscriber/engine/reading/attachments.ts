import type { SourceReader } from '../environment.ts';
import { done, trouble } from '../port/answers.ts';
import type { Answer, Attachment, Provider } from '../port/provider.ts';
import { contentId } from '../show/clean.ts';
import { readInvitation } from '../show/invitation.ts';
import { imageData, showBody } from '../show/show-body.ts';
import type { AttachmentPreview } from '../types.ts';
import { safeName } from './opened.ts';

export interface AttachmentParts {
  readonly provider: Pick<Provider, 'attachment'>;
  readonly readSource: SourceReader;
}

const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif']);
const TEXTS = new Set(['text/plain', 'text/csv', 'text/markdown', 'application/json', 'text/x-log']);
const MOST_TEXT = 300_000;

const startsWith = (bytes: Uint8Array, ...values: readonly number[]): boolean =>
  values.every((value, at) => bytes[at] === value);

/** What the bytes are, never what they claim: an HTML file named .png is no image. */
function looksLike(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(bytes, 0x47, 0x49, 0x46, 0x38)) return 'image/gif';
  if (startsWith(bytes, 0x52, 0x49, 0x46, 0x46) && startsWith(bytes.subarray(8), 0x57, 0x45, 0x42, 0x50))
    return 'image/webp';
  if (startsWith(bytes, 0x42, 0x4d)) return 'image/bmp';
  if (startsWith(bytes.subarray(4), 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66)) return 'image/avif';
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  return null;
}

const nothing = { url: null, text: null, invitation: null, message: null, release: () => undefined };

export async function download(
  parts: AttachmentParts,
  message: string,
  attachment: Attachment,
): Promise<Answer<File>> {
  const answer = await parts.provider.attachment(message, attachment.id, attachment);
  if (!answer.ok) return answer;
  // Always an opaque type: opened from this page's origin nothing of it may run.
  return done(
    new File([new Uint8Array(answer.value.bytes)], safeName(attachment), {
      type: 'application/octet-stream',
    }),
  );
}

export async function preview(
  parts: AttachmentParts,
  message: string,
  attachment: Attachment,
): Promise<Answer<AttachmentPreview>> {
  if (attachment.kind === 'link') return trouble('refused', 'reference');
  const answer = await parts.provider.attachment(message, attachment.id, attachment);
  if (!answer.ok) return answer;
  const { bytes } = answer.value;
  const name = safeName(attachment);
  if (attachment.kind === 'message' || attachment.type === 'message/rfc822' || /\.eml$/i.test(name))
    return attached(parts, name, bytes);
  if (attachment.type === 'text/calendar' || /\.ics$/i.test(name)) {
    const text = new TextDecoder().decode(bytes.subarray(0, MOST_TEXT));
    const invitation = readInvitation(text);
    return done({
      ...nothing,
      kind: invitation ? 'invitation' : 'text',
      name,
      text: invitation ? null : text,
      invitation,
    });
  }
  const real = looksLike(bytes);
  if (real && (IMAGES.has(real) || real === 'application/pdf')) {
    const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: real }));
    return done({
      ...nothing,
      kind: real === 'application/pdf' ? 'pdf' : 'image',
      name,
      url,
      release: () => URL.revokeObjectURL(url),
    });
  }
  if (TEXTS.has(attachment.type) || /\.(?:txt|csv|md|log|json)$/i.test(name)) {
    return done({
      ...nothing,
      kind: 'text',
      name,
      text: new TextDecoder().decode(bytes.subarray(0, MOST_TEXT)),
    });
  }
  return done({ ...nothing, kind: 'none', name });
}

async function attached(
  parts: AttachmentParts,
  name: string,
  bytes: Uint8Array,
): Promise<Answer<AttachmentPreview>> {
  const reading = await parts.readSource(bytes);
  // Made to choke on: said, and left to be downloaded.
  if (!reading.ok) return trouble('too-complex', reading.reason);
  const { source } = reading;
  const inline = new Map<string, string>();
  for (const part of source.attachments) {
    const data = part.contentId === null ? null : imageData(part.type, part.bytes);
    if (part.contentId !== null && data !== null) inline.set(contentId(part.contentId), data);
  }
  const shown = showBody({
    type: source.html === null ? 'text' : 'html',
    content: source.html ?? source.text ?? '',
    remoteImages: false,
    inline,
  });
  return done({
    ...nothing,
    kind: 'message',
    name,
    message: { subject: source.subject, from: source.from, receivedAt: source.date, shown },
  });
}
