import Squire from 'squire-rte';
import { forDraft, withoutSignature } from './body-html.ts';
import { cleanForEditor } from './pasted.ts';

export type Mark = 'bold' | 'italic' | 'underline' | 'strike' | 'bullets' | 'numbers' | 'quote' | 'link';
export type Deed = Exclude<Mark, 'link'> | 'clear' | 'undo' | 'redo';

export interface EditorState {
  readonly on: ReadonlySet<Mark>;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface Editor {
  focus(at?: 'start' | 'end'): void;
  /** As a draft holds it. */
  html(): string;
  setHtml(html: string): void;
  do(deed: Deed): void;
  link(address: string): void;
  unlink(): void;
  /** The address of the link the caret stands in, '' when none. */
  linkHere(): string;
  image(cid: string, address: string, alt: string): void;
  /** Draws the inline images whose bytes are here. */
  fill(addressOf: (cid: string) => string | undefined): void;
  signature(html: string): void;
  close(): void;
}

export interface EditorOutside {
  readonly html: string;
  readonly changed: (html: string) => void;
  readonly state: (state: EditorState) => void;
  /** A picture came by paste or drop; it is to become part of the message. */
  readonly picture: (file: File) => void;
  /** Files came that are no pictures. */
  readonly files: (files: readonly File[]) => void;
  /** Pasted images on other servers were left out. */
  readonly dropped: (count: number) => void;
  readonly askLink: () => void;
}

const TAGS: Readonly<Record<Mark, string>> = {
  bold: 'B',
  italic: 'I',
  underline: 'U',
  strike: 'S',
  bullets: 'UL',
  numbers: 'OL',
  quote: 'BLOCKQUOTE',
  link: 'A',
};

/** data: images of a paste, as files. The content policy forbids fetching them, so they are read by hand. */
function fileOf(address: string): File | null {
  const found = /^data:(image\/[a-z]+);base64,(.*)$/is.exec(address);
  if (found === null) return null;
  try {
    const bytes = Uint8Array.from(atob((found[2] ?? '').replace(/\s/g, '')), (sign) => sign.charCodeAt(0));
    const type = found[1] ?? 'image/png';
    return new File([bytes], `bild.${type.slice(6).replace('jpeg', 'jpg')}`, { type });
  } catch {
    return null;
  }
}

/** Squire in one element, made to hold to the house's rules: strict cleaning, Tab leaves, nothing parsed from text. */
export function openEditor(root: HTMLElement, outside: EditorOutside): Editor {
  let canUndo = false;
  let canRedo = false;
  const clean = (html: string): DocumentFragment => {
    const { fragment, dropped } = cleanForEditor(html);
    if (dropped > 0) outside.dropped(dropped);
    return fragment;
  };
  const squire = new Squire(root, {
    blockTag: 'P',
    sanitizeToDOMFragment: clean,
    tagAttributes: { a: { rel: 'noopener noreferrer' } },
    didError: (error: unknown) => {
      throw error instanceof Error ? error : new Error('The editor failed');
    },
  });
  // Undo sets the element's text as HTML, which Trusted Types forbids and we would not want: cleaned nodes instead.
  squire._setRawHTML = (html: string) => {
    root.replaceChildren(cleanForEditor(html, true).fragment);
    squire._ignoreChange = true;
    return squire;
  };
  // A keyboard must come out again: Tab never belongs to the text. Lists nest with Ctrl+] and Ctrl+[.
  squire.setKeyHandler('Tab', null).setKeyHandler('Shift-Tab', null);
  for (const key of ['Ctrl-k', 'Meta-k'])
    squire.setKeyHandler(key, (_, event) => {
      event.preventDefault();
      outside.askLink();
    });

  const has = (mark: Mark): boolean =>
    squire.hasFormat(TAGS[mark]) || (mark === 'strike' && squire.hasFormat('DEL'));
  const tell = (): void => {
    const on = new Set((Object.keys(TAGS) as Mark[]).filter(has));
    outside.state({ on, canUndo, canRedo });
  };
  const html = (): string => forDraft(squire.getHTML());

  squire.addEventListener('input', () => outside.changed(html()));
  squire.addEventListener('pathChange', tell);
  squire.addEventListener('select', tell);
  squire.addEventListener('undoStateChange', (event: Event) => {
    const { detail } = event as CustomEvent<{ canUndo: boolean; canRedo: boolean } | null>;
    ({ canUndo, canRedo } = detail ?? { canUndo, canRedo });
    tell();
  });
  squire.addEventListener('willPaste', (event: Event) => {
    const { fragment } = (event as CustomEvent<{ fragment: DocumentFragment }>).detail;
    if (!(fragment instanceof DocumentFragment)) return;
    // Another message's signature mark is not ours, and its images are not in this message.
    for (const one of fragment.querySelectorAll('[data-signature]')) one.removeAttribute('data-signature');
    for (const one of fragment.querySelectorAll('img')) {
      const file = fileOf(one.getAttribute('src') ?? '');
      one.remove();
      if (file !== null) outside.picture(file);
    }
  });
  const onPaste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    // Office programs put a picture of the text beside the text: then the text is meant.
    if (files.length === 0 || event.clipboardData?.types.includes('text/html')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const file of files.filter((one) => one.type.startsWith('image/'))) outside.picture(file);
    const others = files.filter((one) => !one.type.startsWith('image/'));
    if (others.length > 0) outside.files(others);
  };
  root.addEventListener('paste', onPaste, { capture: true });

  // What was typed while the script was on its way comes first; nothing typed is lost.
  const early = (root.textContent ?? '').trim() === '' ? '' : root.innerHTML;
  const focused = document.activeElement === root;
  squire.setHTML(early + outside.html);
  if (focused) squire.moveCursorToEnd();
  if (early !== '') outside.changed(html());
  tell();

  const toggles: Readonly<Record<Exclude<Mark, 'link'>, readonly [() => unknown, () => unknown]>> = {
    bold: [() => squire.bold(), () => squire.removeBold()],
    italic: [() => squire.italic(), () => squire.removeItalic()],
    underline: [() => squire.underline(), () => squire.removeUnderline()],
    strike: [() => squire.strikethrough(), () => squire.removeStrikethrough()],
    bullets: [() => squire.makeUnorderedList(), () => squire.removeList()],
    numbers: [() => squire.makeOrderedList(), () => squire.removeList()],
    quote: [() => squire.increaseQuoteLevel(), () => squire.decreaseQuoteLevel()],
  };

  return {
    focus: (at) => {
      if (at === 'start') squire.moveCursorToStart();
      if (at === 'end') squire.moveCursorToEnd();
      squire.focus();
    },
    html,
    setHtml: (next) => {
      squire.setHTML(next);
      outside.changed(html());
    },
    do: (deed) => {
      if (deed === 'undo') squire.undo();
      else if (deed === 'redo') squire.redo();
      else if (deed === 'clear') squire.removeAllFormatting();
      else toggles[deed][has(deed) ? 1 : 0]();
      squire.focus();
      tell();
    },
    link: (address) => {
      if (squire.getSelectedText() === '') squire.insertHTML(linkHtml(address));
      else squire.makeLink(address);
      squire.focus();
    },
    unlink: () => squire.removeLink().focus(),
    linkHere: () => {
      const at = squire.getSelection().startContainer;
      const element = at instanceof Element ? at : at.parentElement;
      const link = element?.closest('a');
      return link && root.contains(link) ? (link.getAttribute('href') ?? '') : '';
    },
    image: (cid, address, alt) => {
      squire.insertImage(address, { 'data-cid': cid, alt: alt.replace(/[<>"]/g, '') });
      outside.changed(html());
    },
    fill: (addressOf) => {
      for (const one of root.querySelectorAll<HTMLImageElement>('img[data-cid]')) {
        const address = addressOf(one.dataset['cid'] ?? '');
        if (address !== undefined && one.getAttribute('src') !== address) one.src = address;
      }
    },
    signature: (text) => {
      const own = withoutSignature(html());
      squire.setHTML(text === '' ? own : `${own || '<p><br></p>'}<div data-signature="1">${text}</div>`);
      outside.changed(html());
    },
    close: () => {
      root.removeEventListener('paste', onPaste, { capture: true });
      squire.destroy();
      root.replaceChildren();
    },
  };
}

function linkHtml(address: string): string {
  const safe = (text: string): string =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  return `<a href="${safe(address)}">${safe(address.replace(/^mailto:/, ''))}</a>`;
}
