import { createWords, type Translated } from '@telink/ui/words';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

/** Everything the mail settings say. */
export const settingsWords = createWords({ sv, en });

export type SettingsWords = Translated<typeof sv>;
