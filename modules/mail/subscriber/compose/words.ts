import { createWords, type Translated } from '@telink/ui/words';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

/** Everything the compose window says. */
export const composeWords = createWords({ sv, en });

export type ComposeWords = Translated<typeof sv>;
