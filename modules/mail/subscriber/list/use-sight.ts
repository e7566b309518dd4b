import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { stretchOf, type Strip, type Stretch } from './strip.ts';

/** Rows drawn beyond the edges, so that the wheel finds them there. */
const SPARE = 6;
/** What stands above the rows on a page of which nothing has been laid out yet. Pixels; the first look at the list corrects it. */
const ABOVE_ROWS = 100;

interface Sight {
  readonly top: number;
  readonly height: number;
}

/** The first list is drawn without spare rows: nobody has scrolled it, and what is seen shall be seen first. */
let first = true;

/** Which rows of a strip the scroller shows. Drawn again only when others come into sight. */
export function useSight(
  scroller: RefObject<HTMLElement | null>,
  strip: Strip,
): { readonly rows: Stretch; readonly now: () => Sight } {
  const seen = useRef<Sight>({ top: 0, height: Math.max(200, innerHeight - ABOVE_ROWS) });
  const [sight, setSight] = useState(seen.current);
  const [spare, setSpare] = useState(() => (first ? 0 : SPARE));
  const rows = stretchOf(strip, sight.top, sight.height, spare);
  const drawn = useRef({ strip, rows, spare });
  useLayoutEffect(() => {
    drawn.current = { strip, rows, spare };
  });
  useEffect(() => {
    if (!first) return;
    const timer = setTimeout(() => {
      first = false;
      setSpare(SPARE);
    }, 50);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = (height: number): void => {
      seen.current = { top: element.scrollTop, height };
      const { strip: now, rows: there, spare: beside } = drawn.current;
      const { from, to } = stretchOf(now, seen.current.top, height, beside);
      // At once: what comes into sight is drawn in the frame that shows it.
      if (from !== there.from || to !== there.to) flushSync(() => setSight(seen.current));
    };
    const onScroll = (): void => look(seen.current.height);
    const sizes = new ResizeObserver(([entry]) => {
      if (entry !== undefined) look(entry.contentRect.height);
    });
    element.addEventListener('scroll', onScroll, { passive: true });
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      sizes.disconnect();
    };
  }, [scroller]);
  return { rows, now: () => seen.current };
}
