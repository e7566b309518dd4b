import type { Command } from '../acts/keys.ts';

type Handler = (command: Command) => boolean;

let handler: Handler | null = null;
let focusedMessage: (() => string | undefined) | null = null;

/** What the reading pane does itself (next message, unfold, print, source): it says so while it stands. */
export const pane = {
  take: (command: Command): boolean => handler?.(command) ?? false,
  /** The message the pane would answer. */
  focused: (): string | undefined => focusedMessage?.(),
  stand(next: Handler, focused: () => string | undefined): () => void {
    handler = next;
    focusedMessage = focused;
    return () => {
      if (handler !== next) return;
      handler = null;
      focusedMessage = null;
    };
  },
};
