import { Section, Switch, useFormat, useLanguage, useWords } from '@telink/ui';
import type { ConsentView } from '#contract/privacy';
import { CONSENTS } from '../restrict-lists.ts';
import css from './restrict.module.css';
import { words } from './words.ts';

/** One click gives, one takes back. */
export function ConsentsPart({
  consents,
  act,
}: {
  readonly consents: readonly ConsentView[];
  readonly act: (path: string, body: object) => Promise<boolean>;
}) {
  const { consent: text } = useWords(words);
  const { language } = useLanguage();
  const format = useFormat();
  const when = (at: string): string => format.shortDate(new Date(at));
  return (
    <Section title={text.title}>
      <p className={css['muted']}>{text.lead}</p>
      <div className={css['rows']}>
        {consents.map((one) => (
          <div key={one.purpose} className={css['row']}>
            <Switch
              label={CONSENTS[one.purpose].title[language]}
              hint={CONSENTS[one.purpose].text[language]}
              checked={one.on}
              onChange={(on) =>
                void act(`/api/privacy/consents/${one.purpose}`, { on, version: one.version })
              }
            />
            {one.given === null ? null : (
              <p className={css['muted']}>
                {one.withdrawn === null ? text.given(when(one.given)) : text.withdrawn(when(one.withdrawn))}
              </p>
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}
