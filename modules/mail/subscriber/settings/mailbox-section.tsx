import { useEffect, useState } from 'react';
import { IconButton, Section, Select, useFormat, useWords } from '@telink/ui';
import type { Mail, MailSettings } from '../engine/types.ts';
import { SaveNote } from './save-line.tsx';
import { useSave } from './use-save.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

const languages = ['sv-SE', 'en-GB', 'en-US', 'nb-NO', 'da-DK', 'fi-FI', 'de-DE', 'fr-FR', 'es-ES', 'pl-PL'];

/** Time zone and language at the provider. */
export function RegionSection({ mail, start }: { readonly mail: Mail; readonly start: MailSettings }) {
  const words = useWords(settingsWords);
  const format = useFormat();
  const [now, setNow] = useState(start);
  const [saving, save] = useSave();
  const names = new Intl.DisplayNames([format.language], { type: 'language' });
  const change = async (region: { timeZone?: string; language?: string }): Promise<void> => {
    const before = now;
    setNow({ ...now, ...region });
    const saved = await save(() => mail.settings.saveRegion(region));
    setNow(saved ?? before);
  };
  const options = (known: readonly string[], chosen: string): readonly string[] =>
    chosen !== '' && !known.includes(chosen) ? [chosen, ...known] : known;
  return (
    <Section title={words.region.title} className={css['section']}>
      <div className={css['pair']}>
        <Select
          label={words.region.zone}
          value={now.timeZone}
          onChange={(timeZone) => void change({ timeZone })}
          options={[
            ...(now.timeZone === '' ? [{ value: '', label: words.region.unset, disabled: true }] : []),
            ...options(Intl.supportedValuesOf('timeZone'), now.timeZone).map((one) => ({
              value: one,
              label: one.replaceAll('_', ' '),
            })),
          ]}
        />
        <Select
          label={words.region.language}
          value={now.language}
          onChange={(language) => void change({ language })}
          options={[
            ...(now.language === '' ? [{ value: '', label: words.region.unset, disabled: true }] : []),
            ...options(languages, now.language).map((one) => ({ value: one, label: names.of(one) ?? one })),
          ]}
        />
      </div>
      <p className={css['hint']}>{words.region.hint}</p>
      <SaveNote saving={saving} />
    </Section>
  );
}

/** Whose remote images are shown unasked. */
export function TrustedSection({ mail }: { readonly mail: Mail }) {
  const words = useWords(settingsWords);
  const [all, setAll] = useState<readonly string[]>([]);
  useEffect(() => {
    let gone = false;
    void mail.trustedSenders().then((list) => gone || setAll(list));
    return () => {
      gone = true;
    };
  }, [mail]);
  return (
    <Section title={words.trusted.title} className={css['section']}>
      {all.length === 0 ? <p className={css['hint']}>{words.trusted.none}</p> : null}
      <ul className={css['lines']} hidden={all.length === 0}>
        {all.map((one) => (
          <li key={one}>
            <span className={css['lineText']}>{one}</span>
            <IconButton
              icon="x"
              size="small"
              label={words.trusted.remove(one)}
              onClick={() => {
                mail.forgetSender(one);
                setAll(all.filter((other) => other !== one));
              }}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
