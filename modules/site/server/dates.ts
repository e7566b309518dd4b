import type { Lang } from '#policy/read';

const LOCALES: Readonly<Record<Lang, string>> = { sv: 'sv-SE', en: 'en-GB' };

/** «24 november 2026» from an ISO date. */
export const dayOf = (date: string, lang: Lang): string =>
  new Intl.DateTimeFormat(LOCALES[lang], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** «24 november 2026 03:12» in the operator's time zone, from an ISO time. */
export function momentOf(time: string, lang: Lang, timeZone: string): string {
  const at = new Date(time);
  const day = new Intl.DateTimeFormat(LOCALES[lang], { dateStyle: 'long', timeZone }).format(at);
  return `${day} ${new Intl.DateTimeFormat(LOCALES[lang], { timeStyle: 'short', timeZone }).format(at)}`;
}
