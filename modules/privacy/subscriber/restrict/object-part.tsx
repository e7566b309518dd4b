import { Button, Chip, Section, showToast, useLanguage, useWords } from '@telink/ui';
import type { ObjectionView } from '#contract/privacy';
import { AGAINST, DECISIONS, type Against } from '../restrict-lists.ts';
import css from './restrict.module.css';
import { words } from './words.ts';

export function ObjectPart({
  objections,
  busy,
  act,
}: {
  readonly objections: readonly ObjectionView[];
  readonly busy: boolean;
  readonly act: (path: string, body: object) => Promise<boolean>;
}) {
  const { object: text } = useWords(words);
  const { language } = useLanguage();
  const names: Readonly<Record<Against, readonly [name: string, hint: string]>> = {
    marketing: [text.marketing, text.marketingHint],
    profiling: [text.profiling, text.profilingHint],
    'automated-decisions': [text.decisions, text.decisionsHint],
  };
  const object = async (against: Against): Promise<void> => {
    if (await act('/api/privacy/objections', { against, words: '' }))
      showToast({ text: against === 'marketing' ? text.marketingDone : text.done });
  };
  const stands = (against: Against): ObjectionView | undefined =>
    objections.find((one) => one.against === against && one.decision === null && one.outcome !== 'refused');
  return (
    <Section title={text.title}>
      <ul className={css['rows']}>
        {AGAINST.map((against) => (
          <li key={against} className={css['row']}>
            <b>{names[against][0]}</b>
            <span className={css['muted']}>{names[against][1]}</span>
            {stands(against) === undefined ? (
              <Button busy={busy} icon="hand" onClick={() => void object(against)}>
                {text.act}: {names[against][0].toLowerCase()}
              </Button>
            ) : (
              <Chip>{text.outcomes[stands(against)?.outcome ?? 'pending']}</Chip>
            )}
          </li>
        ))}
        {objections
          .filter(({ answer }) => answer !== '')
          .map((one) => (
            <li key={one.id} className={css['row']}>
              <b>
                {one.decision === null ? names[one.against][0] : DECISIONS[one.decision].name[language]}:{' '}
                {text.outcomes[one.outcome].toLowerCase()}
              </b>
              <span className={css['muted']}>{one.answer}</span>
            </li>
          ))}
      </ul>
    </Section>
  );
}
