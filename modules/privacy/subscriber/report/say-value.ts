import type { Format, Language } from '@telink/ui';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * A value as people write it: a time in their own zone, a day with its month's name, a list with «och», a country by its name. What is
 * not one of these stands as it is held, which is the point of showing it.
 * @param place schema.table.column, or a column
 */
export function sayValue(
  place: string,
  held: string,
  {
    format,
    language,
    words,
  }: {
    readonly format: Format;
    readonly language: Language;
    readonly words: Readonly<Record<string, string>>;
  },
): string {
  const column = place.split('.').at(-1) ?? '';
  if (INSTANT.test(held)) return `${format.date(Date.parse(held))} ${format.time(Date.parse(held))}`;
  if (DAY.test(held)) return format.date(Date.parse(held));
  if (held.startsWith('[')) {
    const list = listIn(held);
    if (list !== undefined) return format.list(list.map((each) => words[each] ?? each));
  }
  if (column === 'country' && /^[A-Z]{2}$/.test(held))
    return new Intl.DisplayNames(language, { type: 'region' }).of(held) ?? held;
  if (column === 'language' && /^[a-z]{2}$/.test(held))
    return new Intl.DisplayNames(language, { type: 'language' }).of(held) ?? held;
  return words[held] ?? held;
}

function listIn(text: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}
