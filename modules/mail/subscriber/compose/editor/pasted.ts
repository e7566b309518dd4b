import DOMPurify from 'dompurify';
import type { Config } from 'dompurify';
import { trustedPolicy } from '../shown.ts';
import { safeStyle } from '../shown.ts';

/**
 * What may stand in the editor. A list of what is allowed, not of what is not: words, their form, lists, tables, links, and images
 * that are part of the message. Nothing that loads from elsewhere: a pasted image must not tell its server who writes about it.
 */
const CONFIG: Config = {
  ALLOWED_TAGS: (
    'p div span br hr b strong i em u s strike del ins sub sup small big font h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code ' +
    'a img table caption colgroup col thead tbody tfoot tr th td center address section article header footer'
  ).split(' '),
  ALLOWED_ATTR:
    'href src alt title width height style dir lang align valign colspan rowspan cellpadding cellspacing border start type color size face bgcolor data-cid data-signature'.split(
      ' ',
    ),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel|cid|data):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  KEEP_CONTENT: true,
  FORBID_CONTENTS: ['style', 'script', 'template', 'title', 'xml', 'noscript', 'svg', 'math', 'head'],
  RETURN_DOM_FRAGMENT: true,
};

const OWN: Config = {
  ...CONFIG,
  ADD_TAGS: ['input'],
  ADD_ATTR: ['id'],
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel|cid|data|blob):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
};
const BOOKMARK = /^squire-selection-(?:start|end)$/;

const OWN_IMAGE = /^data:image\/(?:png|jpeg|gif|webp|bmp|avif);base64,[a-z0-9+/=\s]+$/i;
const CID = /^[^\s"<>]{1,200}$/;

export interface Cleaned {
  readonly fragment: DocumentFragment;
  /** Images left out because they stood on someone's server. */
  readonly dropped: number;
}

/** Where a style waits between the sanitiser and the page. */
const LATER = 'data-style-later';

let dropped = 0;
let styles = new WeakMap<Node, string>();
let ours = false;

function meetAttribute(
  node: Element,
  data: { attrName: string; attrValue: string; keepAttr: boolean },
): void {
  const value = data.attrValue.trim();
  switch (data.attrName) {
    case 'style': {
      // Never rewritten in place: the content policy keeps the new text from taking effect in the sanitiser's own document, the old
      // declarations live on behind it, and a copied node would load what they name. Taken away here, set by CSSOM after the copy.
      const safe = safeStyle(value);
      if (safe !== '') styles.set(node, safe);
      data.keepAttr = false;
      return;
    }
    case 'href':
      data.keepAttr = node.nodeName === 'A' && /^(?:https?|mailto|tel):/i.test(value);
      return;
    case 'src':
      // A cid image is named, never loaded: the editor gives it the bytes it has.
      if (node.nodeName === 'IMG' && /^cid:/i.test(value) && CID.test(value.slice(4)))
        node.setAttribute('data-cid', value.slice(4));
      data.keepAttr =
        node.nodeName === 'IMG' && (OWN_IMAGE.test(value) || (ours && value.startsWith('blob:')));
      return;
    case 'id':
      data.keepAttr = node.nodeName === 'INPUT' && BOOKMARK.test(value);
      return;
    case 'data-cid':
      data.keepAttr = node.nodeName === 'IMG' && CID.test(value);
      return;
    case 'data-signature':
      data.keepAttr = node.nodeName === 'DIV';
      return;
    case 'alt':
    case 'title':
      // No angle brackets: drafts are text, and are looked through as text.
      data.attrValue = value.replace(/[<>]/g, '');
  }
}

function leaveElement(node: Element): void {
  const style = styles.get(node);
  if (style !== undefined) node.setAttribute(LATER, style);
  if (node.nodeName === 'A' && node.hasAttribute('href')) node.setAttribute('rel', 'noopener noreferrer');
  if (node.nodeName === 'INPUT' && !(BOOKMARK.test(node.id) && node.getAttribute('type') === 'hidden'))
    node.remove();
  if (node.nodeName === 'IMG' && !node.hasAttribute('src') && !node.hasAttribute('data-cid')) {
    dropped += 1;
    node.remove();
  }
}

let purifier: ReturnType<typeof DOMPurify> | null = null;

function purify(): ReturnType<typeof DOMPurify> {
  if (purifier) return purifier;
  purifier = DOMPurify(window);
  purifier.addHook('uponSanitizeAttribute', meetAttribute);
  purifier.addHook('afterSanitizeAttributes', leaveElement);
  return purifier;
}

/**
 * Cleans what goes into the editor, as nodes: nothing is made into text and parsed again after the sanitiser.
 * `own`: a state of the editor itself, for undo; it holds the marks of the selection and images shown from memory.
 */
export function cleanForEditor(html: string, own = false): Cleaned {
  dropped = 0;
  styles = new WeakMap();
  ours = own;
  const policy = trustedPolicy();
  const config = own ? OWN : CONFIG;
  const clean = purify().sanitize(
    html,
    policy ? { ...config, TRUSTED_TYPES_POLICY: policy } : config,
  ) as unknown;
  if (!(clean instanceof DocumentFragment)) throw new TypeError('The sanitiser gave no fragment');
  const fragment = document.importNode(clean, true);
  for (const one of fragment.querySelectorAll<HTMLElement>(`[${LATER}]`)) {
    one.style.cssText = one.getAttribute(LATER) ?? '';
    one.removeAttribute(LATER);
  }
  return { fragment, dropped };
}
