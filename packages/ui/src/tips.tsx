import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import css from './tips.module.css';
import { Kbd } from './kbd.tsx';

interface Shown {
  readonly text: string;
  readonly keys: string | undefined;
  readonly anchor: Element;
}

const patience = 500;

/**
 * Draws the one tooltip of the page for whatever carries `data-tip`. Comes after half a second under the mouse or at
 * once with keyboard focus, stays while pointed at, goes with Escape (WCAG 1.4.13). The key hint waits until the same
 * thing has been clicked twice with the mouse.
 */
export function Tips() {
  const [shown, setShown] = useState<Shown>();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const clicks = new Map<string, number>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = -Infinity;
    const find = (target: EventTarget | null) =>
      target instanceof Element ? target.closest('[data-tip]') : null;
    const show = (anchor: Element, byKeyboard: boolean) => {
      const text = anchor.getAttribute('data-tip') ?? '';
      const keys = anchor.getAttribute('data-tip-keys') ?? undefined;
      if (text === '' || !anchor.isConnected || anchor.getAttribute('aria-expanded') === 'true') return;
      setShown({ text, anchor, keys: byKeyboard || (clicks.get(text) ?? 0) >= 2 ? keys : undefined });
    };
    const hide = () => {
      clearTimeout(timer);
      setShown((old) => {
        if (old !== undefined) last = performance.now();
        return undefined;
      });
    };
    const over = (event: PointerEvent) => {
      if (
        event.pointerType === 'touch' ||
        (event.target instanceof Node && box.current?.contains(event.target) === true)
      )
        return;
      const anchor = find(event.target);
      clearTimeout(timer);
      if (anchor === null) return hide();
      timer = setTimeout(() => show(anchor, false), performance.now() - last < 300 ? 0 : patience);
    };
    const focus = (event: FocusEvent) => {
      const anchor = find(event.target);
      if (anchor?.matches(':focus-visible') === true) show(anchor, true);
    };
    const press = (event: PointerEvent) => {
      const text = find(event.target)?.getAttribute('data-tip');
      if (typeof text === 'string' && event.pointerType === 'mouse')
        clicks.set(text, (clicks.get(text) ?? 0) + 1);
      hide();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    // What took the focus before this part was here.
    const { activeElement } = document;
    const standing = find(activeElement);
    if (standing !== null && standing === activeElement && standing.matches(':focus-visible'))
      show(standing, true);
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', press, true);
    document.addEventListener('keydown', key, true);
    document.addEventListener('scroll', hide, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', press, true);
      document.removeEventListener('keydown', key, true);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (shown === undefined || element === null) return;
    const at = shown.anchor.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const below = at.bottom + 6 + height < innerHeight;
    element.style.left = `${Math.max(8, Math.min(innerWidth - width - 8, at.left + at.width / 2 - width / 2))}px`;
    element.style.top = `${below ? at.bottom + 6 : at.top - height - 6}px`;
  }, [shown]);

  if (shown === undefined) return null;
  return (
    <div ref={box} role="tooltip" className={css['tip']} data-noprint>
      {shown.text}
      {shown.keys === undefined ? null : <Kbd keys={shown.keys} />}
    </div>
  );
}
