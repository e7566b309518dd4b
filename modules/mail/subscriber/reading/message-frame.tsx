import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { cx, Icon, useLook, useWords } from '@telink/ui';
import { dressFrame } from '../engine/show/frame.ts';
import { frameHtml, inertDocument } from '../engine/show/policy.ts';
import type { ShownBody } from '../engine/types.ts';
import { mailWords } from '../words-more.ts';
import { lendFont } from './frame-font.ts';
import { destinationOf, type Destination } from './destination.ts';
import css from './reading.module.css';

/** The space above a message is the page's. */
const first = 'body > :first-child, body > div:first-child > :first-child { margin-top: 0; }\n';

function themeNow(theme: 'system' | 'light' | 'dark'): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Puts the cleaned message into a document that is there already; its pictures load under that document's policy. */
function fill(frame: HTMLIFrameElement, html: string): void {
  const inside = frame.contentDocument;
  if (inside === null) return;
  inside.body.replaceChildren(
    ...Array.from(inertDocument(html).body.childNodes, (node) => inside.importNode(node, true)),
  );
}

/**
 * A message's body in its own document: no scripts, no forms, no requests. Measured, dressed and listened to from outside, so that
 * keys go on working and a link says where it leads before anyone follows it.
 */
export function MessageFrame({
  shown,
  label,
  onMailto,
  onVisible,
}: {
  readonly shown: ShownBody;
  readonly label: string;
  readonly onMailto: (address: string) => void;
  readonly onVisible?: (() => void) | undefined;
}) {
  const words = useWords(mailWords);
  const { look } = useLook();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(0);
  const [link, setLink] = useState<Destination | null>(null);
  const [loads, setLoads] = useState(0);
  const mailto = useRef(onMailto);
  const visible = useRef(onVisible);
  useEffect(() => {
    mailto.current = onMailto;
    visible.current = onVisible;
  });

  // Before the next paint: nobody sees a message undressed.
  useLayoutEffect(() => {
    const element = frame.current;
    const inside = element?.contentDocument;
    if (loads === 0 || element === null || !inside) return;
    const stop = new AbortController();
    const { signal } = stop;
    setHeight(
      dressFrame(element, {
        css: `${first}${shown.css}`,
        theme: themeNow(look.theme),
        ownColors: shown.ownColors,
        quoteLabel: words.read.quote,
      }),
    );
    const view = element.contentWindow as (Window & typeof globalThis) | null;
    if (view !== null) void lendFont(inside, view);
    const measure = (): void => setHeight(Math.ceil(inside.documentElement.getBoundingClientRect().height));
    const watch = new ResizeObserver(measure);
    watch.observe(inside.documentElement);
    performance.mark('telink:body-visible');
    visible.current?.();

    const linkOf = (event: Event): HTMLAnchorElement | null =>
      event.target !== null && 'closest' in event.target
        ? (event.target as Element).closest<HTMLAnchorElement>('a[href]')
        : null;
    const show = (event: Event): void => {
      const anchor = linkOf(event);
      setLink(
        anchor === null ? null : destinationOf(anchor.getAttribute('href') ?? '', anchor.textContent ?? ''),
      );
    };
    inside.addEventListener('pointerover', show, { signal });
    inside.addEventListener('focusin', show, { signal });
    inside.addEventListener('pointerleave', () => setLink(null), { signal });
    inside.addEventListener('focusout', () => setLink(null), { signal });
    inside.addEventListener(
      'click',
      (event) => {
        const href = linkOf(event)?.getAttribute('href') ?? '';
        if (!href.toLowerCase().startsWith('mailto:')) return;
        event.preventDefault();
        mailto.current(href.slice(7));
      },
      { signal },
    );
    // A key pressed in the message is a key pressed on the page.
    inside.addEventListener(
      'keydown',
      (event) => {
        const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
        const copy = new KeyboardEvent('keydown', {
          key,
          code,
          ctrlKey,
          metaKey,
          altKey,
          shiftKey,
          bubbles: true,
          cancelable: true,
        });
        if (!element.dispatchEvent(copy)) event.preventDefault();
      },
      { signal },
    );
    const media = matchMedia('(prefers-color-scheme: dark)');
    media.addEventListener(
      'change',
      () => {
        inside.documentElement.dataset['theme'] = shown.ownColors ? 'light' : themeNow(look.theme);
      },
      { signal },
    );
    return () => {
      stop.abort();
      watch.disconnect();
    };
  }, [loads, shown, look.theme, words]);

  return (
    <>
      <iframe
        ref={frame}
        title={label}
        className={css['frame']}
        sandbox={shown.sandbox}
        key={shown.remoteShown ? 'pictures' : 'closed'}
        // With pictures the document is one that the server serves with a policy of its own: a srcdoc frame has the app's.
        {...(shown.remoteShown ? { src: '/ram/bilder' } : { srcDoc: frameHtml(shown.document) as string })}
        style={{ height: `${Math.max(24, height)}px`, visibility: height === 0 ? 'hidden' : 'visible' }}
        onLoad={(event) => {
          if (shown.remoteShown) fill(event.currentTarget, shown.document);
          setLoads((before) => before + 1);
        }}
      />
      {link === null ? null : (
        <div className={cx(css['destination'], link.lies !== null && css['lies'])} data-noprint>
          <Icon name={link.lies === null ? 'external-link' : 'triangle-alert'} size="xs" />
          <span>
            {link.before}
            <b>{link.host}</b>
            {link.after}
          </span>
          {link.lies === null ? null : <span className={css['claim']}>{words.read.linkLies(link.lies)}</span>}
        </div>
      )}
    </>
  );
}
