import type { Message } from '../engine/types.ts';

function shownMessages(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-reading] [data-message]')];
}

/** The message that has the focus, when one has; a message's own frame counts as it. */
export function focusedMessage(): string | undefined {
  return shownMessages().find((one) => one.contains(document.activeElement))?.dataset['message'];
}

/** Puts the focus on the next message of the open conversation, or the one before. Folded ones unfold on Enter. */
export function stepMessage(by: 1 | -1): true {
  const all = shownMessages();
  const at = all.findIndex((one) => one.contains(document.activeElement));
  const next = all[at === -1 ? (by === 1 ? 0 : all.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'start' });
  return true;
}

/** The message a reply answers when none has the focus: the one searched for, else the newest that is no draft. */
export function answered(messages: readonly Message[], wanted: string | null): string | undefined {
  return wanted ?? messages.findLast((one) => !one.draft)?.id;
}
