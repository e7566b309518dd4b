import type { Lang } from '#policy/read';
import { FIELD_WORDS } from './text.fields.ts';

/**
 * What a place holds, in the reader's words: `customers.person.email` → «E-postadress». The whole place is looked up first, for a column
 * whose name alone says too little, then its last part. @returns undefined when neither has words
 */
export function fieldName(place: string, lang: Lang): string | undefined {
  const words = FIELD_WORDS[place] ?? FIELD_WORDS[/[^.#]*$/.exec(place)?.[0] ?? ''];
  return words?.[lang === 'sv' ? 0 : 1];
}
