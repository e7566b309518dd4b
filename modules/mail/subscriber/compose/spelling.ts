import { held } from '../engine/port/live.ts';

/** Whether the browser checks the spelling of what one writes. Off until chosen, and for this tab only: see the words that explain it. */
export const spelling = held(false);
