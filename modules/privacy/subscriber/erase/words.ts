import { createWords, type Translated } from '@telink/ui';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

export const words = createWords({ sv, en });
export type EraseWords = Translated<typeof sv>;

/** Where the receipt of an erasure is read, with or without an account. */
export const receiptAddress = (id: string, language: 'sv' | 'en'): string =>
  `${language === 'sv' ? '/radering' : '/en/erasure'}/${id}`;
