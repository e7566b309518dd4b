import { Segments, Switch, useLook, useWords } from '@telink/ui';
import css from './account.module.css';
import { AccountPage } from './account-page.tsx';
import { words } from './words.ts';

export default function PreferencesScreen() {
  const said = useWords(words);
  const { look, change } = useLook();
  const text = said.preferences;
  const options = <V extends string>(names: Readonly<Record<V, string>>): { value: V; label: string }[] =>
    (Object.keys(names) as V[]).map((value) => ({ value, label: names[value] }));
  return (
    <AccountPage page="preferences">
      <section className={css['part']}>
        <h2>{text.language}</h2>
        <Segments
          label={text.language}
          hideLabel
          value={look.language}
          onChange={(language) => change({ language })}
          options={[
            { value: 'sv', label: 'Svenska' },
            { value: 'en', label: 'English' },
          ]}
        />
      </section>
      <section className={css['part']}>
        <h2>{text.theme}</h2>
        <Segments
          label={text.theme}
          hideLabel
          value={look.theme}
          onChange={(theme) => change({ theme })}
          options={options(text.themes)}
        />
      </section>
      <section className={css['part']}>
        <h2>{text.density}</h2>
        <Segments
          label={text.density}
          hideLabel
          value={look.density}
          onChange={(density) => change({ density })}
          options={options(text.densities)}
        />
      </section>
      <section className={css['part']}>
        <h2>{text.contrast}</h2>
        <Segments
          label={text.contrast}
          hideLabel
          value={look.contrast}
          onChange={(contrast) => change({ contrast })}
          options={options(text.contrasts)}
        />
      </section>
      <section className={css['part']}>
        <Switch
          label={text.keys}
          hint={text.keysHint}
          checked={look.keys === 'on'}
          onChange={(on) => change({ keys: on ? 'on' : 'off' })}
        />
      </section>
      <p className={css['muted']}>{text.kept}</p>
    </AccountPage>
  );
}
