import type { ShownBody } from '../types.ts';
import { clean } from './clean.ts';
import { SANDBOX, frameDocument } from './frame.ts';
import { fromPlain } from './plain.ts';

export interface ToShow {
  readonly type: 'html' | 'text';
  readonly content: string;
  readonly remoteImages: boolean;
  readonly inline: ReadonlyMap<string, string>;
}

/** Beyond this an HTML body is shown as the start of its text: no message may freeze the page. */
const MOST = 5_000_000;

/** One body made safe: cleaned, and in a document that carries its own policy. Never joins parts of a message into one document (EFAIL). */
export function showBody(body: ToShow): ShownBody {
  const tooLong = body.content.length > MOST;
  const html = body.type === 'html' && !tooLong ? body.content : fromPlain(body.content.slice(0, MOST));
  const cleaned = clean(html, { remoteImages: body.remoteImages, inline: body.inline, purpose: 'frame' });
  return {
    document: frameDocument(cleaned.html, body.remoteImages),
    sandbox: SANDBOX,
    css: cleaned.css,
    blocked: cleaned.blocked,
    blockedHosts: cleaned.blockedHosts,
    remoteShown: body.remoteImages,
    hasQuote: cleaned.hasQuote,
    ownColors: cleaned.ownColors,
    simplified: cleaned.flattened || tooLong,
  };
}

/** The cid: names a body refers to, as map keys. */
export function mentionedCids(html: string): ReadonlySet<string> {
  return new Set(Array.from(html.matchAll(/cid:([^"'\s>)]+)/gi), ([, id]) => decode(id ?? '').toLowerCase()));
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif']);

/** Bytes as a data: address for an inline image; null for a type that is no plain picture (SVG can run and load). */
export function imageData(type: string, bytes: Uint8Array): string | null {
  if (!IMAGES.has(type) || bytes.length > 8_000_000) return null;
  let binary = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return `data:${type};base64,${btoa(binary)}`;
}
