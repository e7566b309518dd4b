import { Button, Section, useFormat, useLanguage, useWords } from '@telink/ui';
import type { DecisionView } from '#contract/privacy';
import { DECISIONS, DECISION_KINDS } from '../restrict-lists.ts';
import css from './restrict.module.css';
import { words } from './words.ts';

/** What was decided about one, by what rule, and a human to try it. */
export function DecisionsPart({
  decisions,
  busy,
  act,
}: {
  readonly decisions: readonly DecisionView[];
  readonly busy: boolean;
  readonly act: (path: string, body: object) => Promise<boolean>;
}) {
  const { decide: text } = useWords(words);
  const { language } = useLanguage();
  const format = useFormat();
  const said = (consequence: string): string =>
    consequence in text.consequences
      ? text.consequences[consequence as keyof typeof text.consequences]
      : consequence;
  return (
    <Section title={text.title}>
      {decisions.length === 0 ? <p className={css['muted']}>{text.none}</p> : null}
      <ul className={css['rows']}>
        {decisions.map((one) => (
          <li key={one.id} className={css['row']}>
            <b>{DECISIONS[one.kind].name[language]}</b>
            <span className={css['muted']}>
              {said(one.consequence)}, {format.shortDate(new Date(one.at))}
            </span>
            {one.review !== null ? (
              <span>
                {text.reviews[one.review]}. {one.answer}
              </span>
            ) : one.contested !== null ? (
              <span className={css['muted']}>{text.asked}</span>
            ) : (
              <Button
                busy={busy}
                onClick={() => void act(`/api/privacy/decisions/${one.id}/contest`, { words: '' })}
              >
                {text.human}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <details>
        <summary>{text.how}</summary>
        <ul className={css['rows']}>
          {DECISION_KINDS.map((kind) => (
            <li key={kind} className={css['row']}>
              <b>{DECISIONS[kind].name[language]}</b>
              <span className={css['muted']}>{DECISIONS[kind].logic[language]}</span>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}
