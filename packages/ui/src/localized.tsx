import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLanguage } from './words/language.tsx';

/** Makes the words inside react-aria's own parts follow the page's language, not the browser's. */
export function Localized({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  return <I18nProvider locale={language === 'sv' ? 'sv-SE' : 'en-GB'}>{children}</I18nProvider>;
}
