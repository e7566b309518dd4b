import { useRef, useState } from 'react';
import { Button, Icon, tip, useTheme, useWords } from '@telink/ui';
import { clean } from '../engine/show/clean.ts';
import { dressFrame, frameDocument, SANDBOX } from '../engine/show/frame.ts';
import { frameHtml } from '../engine/show/policy.ts';
import { lendFont } from '../reading/frame-font.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

/** The answered message: other people's HTML, whole, in a frame where nothing runs and nothing loads. Folded until asked for. */
export function Quote({ html, onRemove }: { readonly html: string; readonly onRemove: () => void }) {
  const words = useWords(composeWords);
  const [open, setOpen] = useState(false);
  const label = open ? words.quote.hide : words.quote.show;
  return (
    <div className={css['quote']}>
      <div className={css['quoteBar']}>
        <button
          type="button"
          className={css['dots']}
          aria-expanded={open}
          aria-label={label}
          {...tip(label)}
          onClick={() => setOpen(!open)}
        >
          <Icon name="ellipsis" size="s" />
        </button>
        {open ? (
          <Button kind="quiet" size="small" onClick={onRemove}>
            {words.quote.remove}
          </Button>
        ) : null}
      </div>
      {open ? <QuoteFrame html={html} label={words.quote.frame} /> : null}
    </div>
  );
}

function QuoteFrame({ html, label }: { readonly html: string; readonly label: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { theme } = useTheme();
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const [made] = useState(() => {
    const {
      html: safe,
      css: sheet,
      ownColors,
    } = clean(html, { remoteImages: false, inline: new Map(), purpose: 'frame' });
    return { document: frameHtml(frameDocument(safe, false)), sheet, ownColors };
  });
  return (
    <iframe
      ref={frame}
      title={label}
      sandbox={SANDBOX}
      // React passes a TrustedHTML through; its types know strings only.
      srcDoc={made.document as string}
      className={css['frame']}
      onLoad={() => {
        if (frame.current === null) return;
        dressFrame(frame.current, {
          // A picture that is not shown leaves no box behind.
          css: `${made.sheet}\nimg:not([src]) { display: none; }`,
          theme: dark ? 'dark' : 'light',
          ownColors: made.ownColors,
          quoteLabel: label,
        });
        const inside = frame.current.contentDocument;
        const view = frame.current.contentWindow as (Window & typeof globalThis) | null;
        if (inside === null || view === null) return;
        // One fold is enough: this frame was opened to be read.
        for (const fold of inside.querySelectorAll('details.telink-fold')) {
          fold.querySelector(':scope > summary')?.remove();
          fold.replaceWith(...fold.childNodes);
        }
        const measure = (): void => {
          const { height } = inside.documentElement.getBoundingClientRect();
          if (frame.current !== null) frame.current.style.height = `${Math.ceil(height) + 1}px`;
        };
        measure();
        void lendFont(inside, view)
          .then(() => inside.fonts.ready)
          .then(measure);
      }}
    />
  );
}
