import DOMPurify from 'dompurify';
import { bareWords, tooDeep } from './depth.ts';
import { fromPlain } from './plain.ts';
import { trustedPolicy } from './policy.ts';
import { CONFIG } from './rules.ts';
import { COLOURS, safeSheet, safeStyle } from './style.ts';

/**
 * Layer 1 of 3: the sanitiser. A sanitiser alone is not a privacy filter (DOMPurify's default lets half of the known remote loads
 * through), so everything that can load is taken away by name, and styles are filtered to properties and values that cannot load.
 */

export interface Cleaned {
  /** Styles stand in `data-s` (see frame.ts) or, for a message to be sent on, in `style`. */
  readonly html: string;
  /** The safe part of the message's own style sheets. */
  readonly css: string;
  readonly ownColors: boolean;
  readonly hasQuote: boolean;
  readonly blocked: number;
  readonly blockedHosts: readonly string[];
  /** Nested so deep that only its words are left. */
  readonly flattened: boolean;
}

export interface CleanOptions {
  /** Images over https load from where the message says; everything else remote stays out. */
  readonly remoteImages: boolean;
  /** data: addresses of inline parts by Content-ID (without brackets, lower case). */
  readonly inline: ReadonlyMap<string, string>;
  /** 'frame': styles as data for the frame. 'quote': into a message one writes; cid: images stay as they are, class names go. */
  readonly purpose: 'frame' | 'quote';
}

const IMAGE_DATA = /^data:image\/(?:png|jpeg|gif|webp|bmp|x-icon|avif);base64,[a-z0-9+/=\s]+$/i;

export function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return '';
  }
}

const MENTIONS = /(?:url\(|image-set\(|@import)\s*\(?\s*["']?\s*((?:https?:)?\/\/[^"')\s;]+)/gi;

/** What one run of the sanitiser notes. Runs are synchronous, so one at a time. */
interface Run {
  readonly options: CleanOptions;
  blocked: number;
  ownColors: boolean;
  hasQuote: boolean;
  readonly hosts: Set<string>;
  readonly sheets: string[];
  readonly styles: WeakMap<Node, string>;
  readonly quotes: WeakSet<Node>;
}

let run: Run | null = null;

function count(now: Run, address: string): void {
  const whole = address.trim().startsWith('//') ? `https:${address.trim()}` : address.trim();
  if (!/^https?:/i.test(whole)) return;
  now.blocked += 1;
  const host = hostOf(whole);
  if (host) now.hosts.add(host);
}

function meetElement(node: Node, data: { readonly tagName: string }): void {
  if (!run || !(node instanceof Element)) return;
  if (data.tagName === 'style') {
    const text = node.textContent ?? '';
    for (const [, address] of text.matchAll(MENTIONS)) count(run, address ?? '');
    run.sheets.push(text);
  }
  if (LOADERS.has(data.tagName))
    count(run, node.getAttribute('href') ?? node.getAttribute('src') ?? node.getAttribute('data') ?? '');
  if (isQuote(node)) run.quotes.add(node);
}

function meetAttribute(
  node: Element,
  data: { attrName: string; attrValue: string; keepAttr: boolean },
): void {
  if (!run) return;
  const name = data.attrName.toLowerCase();
  const value = data.attrValue;
  const framed = run.options.purpose === 'frame';
  switch (name) {
    case 'style': {
      for (const [, address] of value.matchAll(MENTIONS)) count(run, address ?? '');
      const safe = safeStyle(value);
      run.ownColors ||= COLOURS.test(safe);
      if (framed && safe) run.styles.set(node, safe);
      data.attrValue = safe;
      data.keepAttr = !framed && safe !== '';
      return;
    }
    case 'bgcolor':
      run.ownColors = true;
      return;
    case 'class':
      data.keepAttr = framed;
      return;
    case 'href':
      data.keepAttr =
        (node.nodeName === 'A' || node.nodeName === 'AREA') && /^\s*(?:https?|mailto|tel):/i.test(value);
      return;
    case 'srcset':
      if (node.nodeName !== 'IMG' || !node.getAttribute('src')) count(run, value.split(/[\s,]+/)[0] ?? '');
      data.keepAttr = false;
      return;
    case 'background':
    case 'poster':
      count(run, value);
      data.keepAttr = false;
      return;
    case 'src': {
      const source = node.nodeName === 'IMG' ? imageSource(value, run.options) : null;
      if (source === null && !LOADERS.has(node.nodeName.toLowerCase())) count(run, value);
      data.attrValue = source ?? '';
      data.keepAttr = source !== null;
    }
  }
}

function leaveElement(node: Element): void {
  if (!run) return;
  const framed = run.options.purpose === 'frame';
  const style = run.styles.get(node);
  if (style) node.setAttribute('data-s', style);
  if (framed && run.quotes.has(node)) {
    run.hasQuote = true;
    node.setAttribute('data-q', '');
  }
  if (node.nodeName === 'A' && node.hasAttribute('href')) {
    node.setAttribute('rel', 'noopener noreferrer nofollow');
    node.setAttribute('target', '_blank');
    // Where it really leads, for the pointer and the screen reader: the text may claim something else.
    if (framed) node.setAttribute('title', node.getAttribute('href') ?? '');
  }
  if (node.nodeName === 'IMG' && framed) node.setAttribute('referrerpolicy', 'no-referrer');
}

let purifier: ReturnType<typeof DOMPurify> | null = null;

/** One instance of our own, so that its hooks never touch another's, and one Trusted Types policy. */
function purify(): ReturnType<typeof DOMPurify> {
  if (purifier) return purifier;
  purifier = DOMPurify(window);
  purifier.addHook('uponSanitizeElement', meetElement);
  purifier.addHook('uponSanitizeAttribute', meetAttribute);
  purifier.addHook('afterSanitizeAttributes', leaveElement);
  return purifier;
}

/** Cleans one message's HTML, and counts what it took out that would have loaded something, so that a bar can say so. */
export function clean(html: string, options: CleanOptions): Cleaned {
  const now: Run = {
    options,
    blocked: 0,
    ownColors: false,
    hasQuote: false,
    hosts: new Set(),
    sheets: [],
    styles: new WeakMap(),
    quotes: new WeakSet(),
  };
  run = now;
  try {
    const policy = trustedPolicy();
    // The whole document, so that the style sheets of its head are met; the body's own attributes merge into the frame's body.
    const config = { ...CONFIG, WHOLE_DOCUMENT: options.purpose === 'frame' };
    // Too deep to parse: its words are shown, and nothing of what they stood in.
    const flattened = tooDeep(html);
    const source = flattened ? fromPlain(bareWords(html)) : html;
    const cleaned = purify().sanitize(source, policy ? { ...config, TRUSTED_TYPES_POLICY: policy } : config);
    const css = options.purpose === 'frame' ? now.sheets.map(safeSheet).filter(Boolean).join('\n') : '';
    return {
      html: cleaned,
      css,
      ownColors: now.ownColors || COLOURS.test(css),
      hasQuote: now.hasQuote,
      blocked: now.blocked,
      blockedHosts: [...now.hosts],
      flattened,
    };
  } finally {
    run = null;
  }
}

const LOADERS = new Set([
  'link',
  'image',
  'source',
  'iframe',
  'frame',
  'object',
  'embed',
  'video',
  'audio',
  'track',
  'input',
  'bgsound',
]);

/** Where the message answered begins, by the marks the common clients leave. */
function isQuote(node: Element): boolean {
  const id = node.getAttribute('id') ?? '';
  if (/(?:^|_)(?:divRplyFwdMsg|appendonsend|telink-quote|mail-editor-reference-message-container)$/.test(id))
    return true;
  const classes = node.getAttribute('class') ?? '';
  if (
    /(?:^|\s)(?:x_)*(?:gmail_quote|gmail_quote_container|yahoo_quoted|moz-cite-prefix|protonmail_quote|telink-quote)(?:\s|$)/.test(
      classes,
    )
  )
    return true;
  return node.nodeName === 'BLOCKQUOTE' && node.getAttribute('type') === 'cite';
}

function imageSource(value: string, options: CleanOptions): string | null {
  const trimmed = value.trim();
  if (/^cid:/i.test(trimmed)) {
    if (options.purpose === 'quote') return trimmed;
    return options.inline.get(contentId(trimmed.slice(4))) ?? null;
  }
  if (IMAGE_DATA.test(trimmed)) return trimmed;
  return options.remoteImages && /^https:\/\//i.test(trimmed) ? trimmed : null;
}

/** A Content-ID as a map key (RFC 2392 percent-encodes it in addresses). */
export function contentId(written: string): string {
  let id = written;
  try {
    id = decodeURIComponent(written);
  } catch {
    // Taken as it stands.
  }
  return id.replace(/^<|>$/g, '').toLowerCase();
}
