import { createWords, type Translated } from '@telink/ui/words';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

/** What the mail client says before and around the list; words-more.ts has these and the rest. */
export const mailWords = createWords({ sv, en });

export type MailWords = Translated<typeof sv>;
