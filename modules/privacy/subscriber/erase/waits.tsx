import { Explain, Link, useLanguage, useWords } from '@telink/ui';
import { ERASURE_WORDS, waitsInWords, type ErasureWait } from '#contract/privacy';
import css from './erase.module.css';
import { useDay } from './use-day.ts';
import { words } from './words.ts';

/** What has to come first, with its day where one is known. */
export function Waits({ waits }: { readonly waits: readonly ErasureWait[] }) {
  const { waits: text } = useWords(words);
  const { language } = useLanguage();
  const day = useDay();
  if (waits.length === 0) return null;
  return (
    <Explain title={text.title}>
      <ul className={css['waits']}>
        {waitsInWords(waits, ERASURE_WORDS[language], day).map((wait) => (
          <li key={wait}>{wait}</li>
        ))}
      </ul>
      {waits.some((wait) => wait.for === 'restriction') ? (
        <p>
          <Link href="/mina-uppgifter/frysa">{text.unfreeze}</Link>
        </p>
      ) : null}
    </Explain>
  );
}
