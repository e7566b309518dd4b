import { Section, useLanguage, useWords, VisuallyHidden } from '@telink/ui';
import { ERASURE_WORDS, fieldsOfKept, whyKept, type ErasureLine } from '#contract/privacy';
import css from './erase.module.css';
import { useDay } from './use-day.ts';
import { words } from './words.ts';

/** Kinds of rows with how many there are; of those that stay also why, until when, and what in them goes all the same. */
export function Lines({
  lines,
  title,
  text,
  kept = false,
}: {
  readonly lines: readonly ErasureLine[];
  readonly title: string;
  readonly text: string;
  readonly kept?: boolean;
}) {
  const { language } = useLanguage();
  const said = ERASURE_WORDS[language];
  const day = useDay();
  if (lines.length === 0) return null;
  return (
    <Section title={title}>
      <p className={css['muted']}>{text}</p>
      <ul className={css['lines']}>
        {lines.map((line) => (
          <li key={`${line.table} ${line.act}`} data-table={line.table}>
            <b>{line.what}</b>
            <span className={css['count']}>{said.rows(line.rows)}</span>
            {kept ? (
              <>
                <span className={css['why']}>{whyKept(line, said, day)}</span>
                <Inside line={line} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Inside({ line }: { readonly line: ErasureLine }) {
  const text = useWords(words);
  const { language } = useLanguage();
  const said = ERASURE_WORDS[language];
  const { goes, stays } = fieldsOfKept(line);
  if (goes.length + stays.length === 0) return null;
  return (
    <details className={css['inside']}>
      <summary>
        {text.inside}
        <VisuallyHidden>: {line.what}</VisuallyHidden>
      </summary>
      <dl>
        {goes.length === 0 ? null : (
          <div>
            <dt>{said.goes}</dt>
            <dd>{goes.join(', ')}</dd>
          </div>
        )}
        {stays.length === 0 ? null : (
          <div>
            <dt>{said.stays}</dt>
            <dd>{stays.join(', ')}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
