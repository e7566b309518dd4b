import { useLayoutEffect, useRef, useState } from 'react';
import { cx, Icon, useLook, useWords } from '@telink/ui';
import { dressFrame } from '../engine/show/frame.ts';
import type { ShownBody } from '../engine/types.ts';
import { mailWords } from '../words-more.ts';
import { destinationOf, type Destination } from './destination.ts';
import { dismissFrame, keepSpareFrame, standFrame, standPictureFrame } from './spare-frame.ts';
import css from './reading.module.css';

/** The space above a message is the page's. */
const first = 'body > :first-child, body > div:first-child > :first-child { margin-top: 0; }\n';

function themeNow(theme: 'system' | 'light' | 'dark'): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** What a person does in the message's document is done on the page: its links say where they lead, its keys work. */
function listenIn(
  element: HTMLIFrameElement,
  inside: Document,
  {
    signal,
    onLink,
    onMailto,
  }: {
    readonly signal: AbortSignal;
    readonly onLink: (link: Destination | null) => void;
    readonly onMailto: (address: string) => void;
  },
): void {
  const linkOf = (event: Event): HTMLAnchorElement | null =>
    event.target !== null && 'closest' in event.target
      ? (event.target as Element).closest<HTMLAnchorElement>('a[href]')
      : null;
  const show = (event: Event): void => {
    const anchor = linkOf(event);
    onLink(
      anchor === null ? null : destinationOf(anchor.getAttribute('href') ?? '', anchor.textContent ?? ''),
    );
  };
  inside.addEventListener('pointerover', show, { signal });
  inside.addEventListener('focusin', show, { signal });
  inside.addEventListener('pointerleave', () => onLink(null), { signal });
  inside.addEventListener('focusout', () => onLink(null), { signal });
  inside.addEventListener(
    'click',
    (event) => {
      const href = linkOf(event)?.getAttribute('href') ?? '';
      if (!href.toLowerCase().startsWith('mailto:')) return;
      event.preventDefault();
      onMailto(href.slice(7));
    },
    { signal },
  );
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
  const host = useRef<HTMLDivElement>(null);
  const [link, setLink] = useState<Destination | null>(null);
  const mailto = useRef(onMailto);
  const visible = useRef(onVisible);
  const named = useRef(label);
  useLayoutEffect(() => {
    mailto.current = onMailto;
    visible.current = onVisible;
    named.current = label;
    host.current?.querySelector('iframe')?.setAttribute('title', label);
  });
  const { theme } = look;
  const { quote } = words.read;
  const { document: html, css: style, ownColors, remoteShown } = shown;

  // Before the next paint: nobody sees a message undressed.
  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    const stop = new AbortController();
    const { signal } = stop;
    let watch: ResizeObserver | undefined;
    const dress = (element: HTMLIFrameElement): void => {
      const inside = element.contentDocument;
      if (signal.aborted || inside === null) return;
      const tall = (height: number): void => {
        element.style.height = `${Math.max(24, height)}px`;
        element.style.visibility = height === 0 ? 'hidden' : 'visible';
      };
      element.className = css['frame'] ?? '';
      element.title = named.current;
      const dressing = { css: `${first}${style}`, theme: themeNow(theme), ownColors, quoteLabel: quote };
      tall(dressFrame(element, dressing));
      watch = new ResizeObserver(() =>
        tall(Math.ceil(inside.documentElement.getBoundingClientRect().height)),
      );
      watch.observe(inside.documentElement);
      listenIn(element, inside, { signal, onLink: setLink, onMailto: (address) => mailto.current(address) });
      matchMedia('(prefers-color-scheme: dark)').addEventListener(
        'change',
        () => {
          inside.documentElement.dataset['theme'] = ownColors ? 'light' : themeNow(theme);
        },
        { signal },
      );
      performance.mark('telink:body-visible');
      visible.current?.();
    };
    const element = (remoteShown ? standPictureFrame : standFrame)(host.current, html, dress);
    const next = setTimeout(keepSpareFrame, 50);
    return () => {
      clearTimeout(next);
      stop.abort();
      watch?.disconnect();
      dismissFrame(element);
    };
  }, [html, style, ownColors, remoteShown, theme, quote]);
  return (
    <>
      <div ref={host} />
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
