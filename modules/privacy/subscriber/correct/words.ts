import { createWords, type Translated } from '@telink/ui';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

export const words = createWords({ sv, en });
export type CorrectWords = Translated<typeof sv>;

export const problemOf = (said: CorrectWords, code: string | undefined): string | undefined =>
  code === undefined
    ? undefined
    : Object.hasOwn(said.problems, code)
      ? said.problems[code as keyof CorrectWords['problems']]
      : said.problems.other;
