import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import type { Language, Translated, Words } from './create-words.ts';
import { createFormat, type Format } from './format.ts';

interface Spoken {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly format: Format;
}

const Speaking = createContext<Spoken>({ language: 'sv', setLanguage: () => {}, format: createFormat('sv') });

/** Swedish unless the reader's languages put English before it. */
export function preferredLanguage(languages: readonly string[]): Language {
  for (const tag of languages) {
    if (/^sv\b/i.test(tag)) return 'sv';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'sv';
}

/** Says which language the page speaks and keeps `<html lang>` true to it. */
export function LanguageProvider(props: {
  readonly language: Language;
  readonly onChange: (language: Language) => void;
  /** IANA name; the reader's own zone when absent. Bills and deadlines pass Europe/Stockholm. */
  readonly timeZone?: string | undefined;
  readonly children: ReactNode;
}) {
  const { language, onChange, timeZone } = props;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo(
    () => ({ language, setLanguage: onChange, format: createFormat(language, timeZone) }),
    [language, onChange, timeZone],
  );
  return <Speaking value={spoken}>{props.children}</Speaking>;
}

export function useLanguage(): {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
} {
  return use(Speaking);
}

/** The words of a screen in the language in force. */
export function useWords<W>(words: Words<W>): Translated<W> {
  return words[use(Speaking).language];
}

/** Dates, amounts and counts in the language in force. */
export function useFormat(): Format {
  return use(Speaking).format;
}
