import type { KeyboardEvent } from 'react';

const tools = (bar: HTMLElement): HTMLElement[] =>
  [...bar.querySelectorAll<HTMLElement>('button:not(:disabled)')].filter((one) => one.offsetParent !== null);

/** One Tab stop for a toolbar; arrows, Home and End walk in it (ARIA APG, toolbar). Spread on the element that holds the buttons. */
export const roving = {
  onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const all = tools(event.currentTarget);
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (at === -1) return;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const target = all[(next + all.length) % all.length];
    for (const one of all) one.tabIndex = one === target ? 0 : -1;
    target?.focus();
  },
  /** Keeps exactly one stop, the one last used. */
  onFocus(event: { readonly currentTarget: HTMLElement; readonly target: EventTarget }): void {
    for (const one of tools(event.currentTarget)) one.tabIndex = one === event.target ? 0 : -1;
  },
  ref(bar: HTMLElement | null): void {
    if (bar === null) return;
    const all = tools(bar);
    if (all.some((one) => one.tabIndex === 0 && all.some((other) => other.tabIndex === -1))) return;
    for (const [at, one] of all.entries()) one.tabIndex = at === 0 ? 0 : -1;
  },
};
