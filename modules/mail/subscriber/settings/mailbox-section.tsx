import { useEffect, useState } from 'react';
import {
  Button,
  CategoryDot,
  IconButton,
  Section,
  Select,
  Switch,
  TextField,
  useFormat,
  useWords,
} from '@telink/ui';
import { createCategories } from '../acts/categories.ts';
import type { Category, Mail, MailSettings } from '../engine/types.ts';
import { SaveNote } from './save-line.tsx';
import { useSave } from './use-save.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

/** Categories and their colours. */
export function CategoriesSection({
  mail,
  all,
  onAdded,
}: {
  readonly mail: Mail;
  readonly all: readonly Category[];
  readonly onAdded: (added: Category) => void;
}) {
  const words = useWords(settingsWords);
  const { categories: own } = words;
  const [name, setName] = useState('');
  const [problem, setProblem] = useState('');
  const [saving, save] = useSave();
  const [shown] = useState(() => createCategories(mail));
  useEffect(() => void shown.load(), [shown]);
  const add = async (): Promise<void> => {
    const wanted = name.trim();
    if (wanted === '') return setProblem(own.empty);
    if (all.some((one) => one.name.toLowerCase() === wanted.toLowerCase())) return setProblem(own.taken);
    const added = await save(() => mail.settings.createCategory(wanted, all.length % 25));
    if (added === undefined) return;
    onAdded(added);
    setName('');
  };
  return (
    <Section title={own.title} className={css['section']}>
      {all.length === 0 ? <p className={css['hint']}>{own.none}</p> : null}
      <ul className={css['categories']}>
        {all.map((one) => (
          <li key={one.id}>
            <CategoryDot hue={shown.hueOf(one.name)} />
            {one.name}
          </li>
        ))}
      </ul>
      <form
        className={css['addLine']}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField
          label={own.name}
          value={name}
          maxLength={255}
          autoComplete="off"
          error={problem === '' ? undefined : problem}
          onChange={(text) => {
            setName(text);
            setProblem('');
          }}
        />
        <Button type="submit" busy={saving.state === 'saving'}>
          {own.add}
        </Button>
      </form>
      <SaveNote saving={saving} />
    </Section>
  );
}

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
      <ul className={css['trusted']}>
        {all.map((one) => (
          <li key={one}>
            <span>{one}</span>
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

/** What whoever opens the vault lets a person decide about it. */
export interface CacheControl {
  readonly on: () => boolean;
  readonly setOn: (on: boolean) => Promise<void>;
  readonly usage: () => Promise<{ readonly records: number; readonly bytes: number }>;
  readonly clear: () => Promise<void>;
}

export function CacheSection({ cache }: { readonly cache: CacheControl }) {
  const words = useWords(settingsWords);
  const format = useFormat();
  const [on, setOn] = useState(cache.on);
  const [usage, setUsage] = useState<{ readonly records: number; readonly bytes: number } | null>(null);
  const [cleared, setCleared] = useState(false);
  const look = (): void => void cache.usage().then(setUsage);
  useEffect(look, [cache]);
  return (
    <Section title={words.cache.title} className={css['section']}>
      <Switch
        label={words.cache.on}
        hint={words.cache.hint}
        checked={on}
        onChange={(next) => {
          setOn(next);
          void cache.setOn(next).then(look);
        }}
      />
      <div className={css['saveLine']}>
        <Button
          onClick={() =>
            void cache
              .clear()
              .then(() => setCleared(true))
              .then(look)
          }
        >
          {words.cache.clear}
        </Button>
        <span className={css['hint']} role="status">
          {cleared ? `${words.cache.cleared} ` : ''}
          {usage === null ? '' : words.cache.usage(format.bytes(usage.bytes), format.count(usage.records))}
        </span>
      </div>
    </Section>
  );
}
