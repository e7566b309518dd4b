import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { createMatcher, runsWhileTyping } from './match.ts';

export interface Shortcut {
  /** «g i», «e», «mod+enter», «?». */
  readonly keys: string;
  /** What it does, as a verb, in the reader's language. */
  readonly label: string;
  /** Heading in the list of keys. */
  readonly group?: string | undefined;
  /** Left out of the list of keys. */
  readonly hidden?: boolean | undefined;
  readonly run: (event: KeyboardEvent) => void;
}

interface Holder {
  current: readonly Shortcut[];
}

const holders: Holder[] = [];
const listeners = new Set<() => void>();
const matcher = createMatcher();
let singleKeys = true;
let listening = false;
let shown: readonly Shortcut[] = [];

function changed(): void {
  shown = holders.flatMap((holder) => holder.current);
  for (const listener of listeners) listener();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'range', 'file', 'color'].includes(target.type);
  return target.closest('textarea, select, [contenteditable]:not([contenteditable="false"])') !== null;
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const target = event.composedPath()[0] ?? event.target;
  // Menus, list boxes and modal dialogs have keys of their own.
  if (
    target instanceof Element &&
    target.closest(
      '[data-own-keys], [role="menu"], [role="listbox"], [role="combobox"][aria-expanded="true"]',
    ) !== null
  )
    return;
  const typing = isTyping(target) || !singleKeys;
  const match = matcher.feed(event, typing ? shown.filter((one) => runsWhileTyping(one.keys)) : shown);
  if (match.kind !== 'hit') return;
  event.preventDefault();
  match.binding.run(event);
}

function listen(): void {
  if (listening) return;
  listening = true;
  document.addEventListener('keydown', onKeyDown);
}

/**
 * Makes keys work while the calling part is on the page. The part mounted last wins a key.
 * Plain keys rest while someone types; those held with Ctrl, ⌘ or Alt do not. They work from the moment the part is seen: bound in the same
 * breath as it is drawn.
 */
export function useShortcuts(shortcuts: readonly Shortcut[], enabled = true): void {
  const holder = useRef<Holder>({ current: [] });
  useLayoutEffect(() => {
    const mine = holder.current;
    listen();
    holders.push(mine);
    return () => {
      holders.splice(holders.indexOf(mine), 1);
      changed();
    };
  }, []);
  useLayoutEffect(() => {
    holder.current.current = enabled ? shortcuts : [];
    changed();
  }, [shortcuts, enabled]);
}

/** Every key in force just now, for the list of keys. */
export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

/** Turns the keys without Ctrl, ⌘ or Alt off or on (WCAG 2.1.4). */
export function setSingleKeys(on: boolean): void {
  singleKeys = on;
}

export function isApple(): boolean {
  return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);
}
