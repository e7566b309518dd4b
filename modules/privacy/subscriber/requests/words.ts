import { createWords, type Translated } from '@telink/ui';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

export const words = createWords({ sv, en });
export type RequestWords = Translated<typeof sv>;

/** One of a closed list in words; the word itself when it is none of them. */
export const wordOf = (list: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(list, key) ? (list[key] ?? key) : key;
