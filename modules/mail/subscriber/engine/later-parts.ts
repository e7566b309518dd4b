/** One chunk of its own: everything that shows, writes and sets up. Fetched when the first list is there (see later.ts). */
import { openDesk } from './drafts/desk.ts';
import type { Desk, DeskParts } from './drafts/desk.ts';
import { download, preview } from './reading/attachments.ts';
import { createOpened } from './reading/opened.ts';
import type { Opened, OpenedParts } from './reading/opened.ts';
import type { Mail } from './types.ts';
import { outgoing } from './write/answer.ts';
import { checks } from './write/check.ts';
import { composing } from './write/compose.ts';
import type { ComposingParts } from './write/compose.ts';

export { mailboxActs } from './acts/mailboxes.ts';
export { noting } from './graph/note.ts';
export { searching } from './graph/search.ts';
export { settling } from './graph/settings.ts';
export { uploading } from './graph/upload.ts';
export { toPlain } from './show/plain.ts';

export interface HalfParts {
  readonly opened: OpenedParts;
  readonly desk: Omit<DeskParts, 'checks' | 'outgoing'>;
  readonly composing: Omit<ComposingParts, 'desk'>;
}

/** The later half of one account's store. */
export interface Half {
  readonly desk: Desk;
  readonly opened: Opened;
  readonly write: ReturnType<typeof composing>;
  readonly download: Mail['download'];
  readonly preview: Mail['preview'];
}

export function openHalf(parts: HalfParts): Half {
  const desk = openDesk({ ...parts.desk, checks, outgoing });
  const { provider, readSource } = parts.opened;
  return {
    desk,
    opened: createOpened(parts.opened),
    write: composing({ ...parts.composing, desk }),
    download: (message, attachment) => download({ provider, readSource }, message, attachment),
    preview: (message, attachment) => preview({ provider, readSource }, message, attachment),
  };
}
