import { createWords, type Translated } from '@telink/ui/words';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

/** Everything the mail client says. */
export const mailWords = createWords({ sv, en });

export type MailWords = Translated<typeof sv>;
