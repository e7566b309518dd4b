import { createWords } from './create-words.ts';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

/** The words the parts themselves speak. */
export const own = createWords({ sv, en });
