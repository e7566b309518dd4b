/**
 * Layers 2 and 3: the frame without scripts, and the frame's own content policy. Either holds with the sanitiser off:
 * the sandbox stops every script, the policy stops every request.
 */

/** No allow-scripts, no allow-forms, no allow-top-navigation. Same origin lets the page measure and dress the frame from outside. */
export const SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

export function framePolicy(remoteImages: boolean): string {
  return [
    "default-src 'none'",
    `img-src data:${remoteImages ? ' https:' : ''}`,
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
    "script-src 'none'",
  ].join('; ');
}

/** The whole document for srcdoc. `body` is already clean; the policy is there for the day it is not. */
export function frameDocument(body: string, remoteImages: boolean): string {
  return (
    '<!doctype html><html><head><meta charset="utf-8">' +
    `<meta http-equiv="Content-Security-Policy" content="${framePolicy(remoteImages)}">` +
    '<meta http-equiv="x-dns-prefetch-control" content="off"><meta name="referrer" content="no-referrer">' +
    `</head><body>${body}</body></html>`
  );
}

const BASE = `
:root { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
html { background: transparent; }
body { margin: 0; font: 400 15px/1.55 "Hanken Grotesk Variable", "Hanken Grotesk", system-ui, sans-serif; overflow-wrap: anywhere; color: CanvasText; }
img { max-width: 100%; height: auto; }
table { max-width: 100%; }
pre { white-space: pre-wrap; margin: 0; font: inherit; }
blockquote { margin: 0 0 0 .25rem; padding-left: .75rem; border-left: 2px solid color-mix(in srgb, CanvasText 25%, transparent); }
a { color: LinkText; }
details.telink-fold { margin-top: .75rem; }
details.telink-fold > summary { display: inline-block; cursor: pointer; padding: 0 .6rem; border-radius: 99px; list-style: none; background: color-mix(in srgb, CanvasText 12%, transparent); }
details.telink-fold > summary::-webkit-details-marker { display: none; }
`;

export interface Dress {
  readonly css: string;
  readonly theme: 'light' | 'dark';
  readonly ownColors: boolean;
  /** What the fold is called, e.g. «Visa citerad text». */
  readonly quoteLabel: string;
}

/**
 * Dresses a loaded frame from outside, by DOM and CSSOM only: the app's strict policy, which a srcdoc frame inherits, forbids styles
 * in the markup, and nothing is made into text and parsed again after the sanitiser. Answers the content's height in CSS pixels.
 */
export function dressFrame(frame: HTMLIFrameElement, dress: Dress): number {
  const inside = frame.contentDocument;
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inside || !view) return 0;
  // A message with colours of its own was made for white paper.
  inside.documentElement.dataset['theme'] = dress.ownColors ? 'light' : dress.theme;
  if (dress.ownColors && dress.theme === 'dark')
    inside.documentElement.style.cssText = 'background: #fff; padding: 12px; border-radius: 8px';
  const sheets = [BASE, dress.css].map((css) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  inside.adoptedStyleSheets = sheets;
  for (const element of inside.querySelectorAll<HTMLElement>('[data-s]')) {
    element.style.cssText = element.dataset['s'] ?? '';
    delete element.dataset['s'];
  }
  foldQuote(inside, dress.quoteLabel);
  return Math.ceil(inside.documentElement.getBoundingClientRect().height);
}

/** Folds the answered message, unless nothing stands before it (then it is what was sent). */
export function foldQuote(inside: Document, label: string): void {
  const start = inside.querySelector('[data-q]');
  if (!start || inside.querySelector('details.telink-fold')) return;
  const before = inside.createRange();
  before.setStart(inside.body, 0);
  before.setEndBefore(start);
  if (before.toString().trim() === '' && !before.cloneContents().querySelector('img')) return;
  const fold = inside.createElement('details');
  fold.className = 'telink-fold';
  const summary = inside.createElement('summary');
  summary.textContent = '•••';
  summary.setAttribute('aria-label', label);
  summary.title = label;
  start.before(fold);
  fold.append(summary);
  let next: ChildNode | null = fold.nextSibling;
  while (next) {
    const after = next.nextSibling;
    fold.append(next);
    next = after;
  }
}
