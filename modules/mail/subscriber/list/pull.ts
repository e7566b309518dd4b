import { useEffect, useRef, useState, type RefObject } from 'react';

const far = 72;

/** Pulling down at the top of a list under a finger: says how far, and calls `done` when it was far enough. */
export function usePull(
  scroller: RefObject<HTMLElement | null>,
  done: () => void,
): { readonly height: number; readonly enough: boolean } {
  const [height, setHeight] = useState(0);
  const latest = useRef(done);
  useEffect(() => {
    latest.current = done;
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let began: number | null = null;
    let pulled = 0;
    const start = (event: TouchEvent): void => {
      began = element.scrollTop <= 0 ? (event.touches[0]?.clientY ?? null) : null;
    };
    const move = (event: TouchEvent): void => {
      if (began === null) return;
      pulled = Math.max(0, Math.min(110, ((event.touches[0]?.clientY ?? began) - began) / 2));
      if (element.scrollTop > 0) pulled = 0;
      setHeight(pulled);
    };
    const end = (): void => {
      if (began !== null && pulled >= far) latest.current();
      began = null;
      pulled = 0;
      setHeight(0);
    };
    element.addEventListener('touchstart', start, { passive: true });
    element.addEventListener('touchmove', move, { passive: true });
    element.addEventListener('touchend', end);
    element.addEventListener('touchcancel', end);
    return () => {
      element.removeEventListener('touchstart', start);
      element.removeEventListener('touchmove', move);
      element.removeEventListener('touchend', end);
      element.removeEventListener('touchcancel', end);
    };
  }, [scroller]);
  return { height, enough: height >= far };
}
