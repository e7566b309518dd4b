import { lazy, Suspense, useState } from 'react';
import { Button, CategoryDot, Icon, IconButton, Section, TextField, useWords } from '@telink/ui';
import { colors, type Categories } from '../acts/categories.ts';
import type { Category } from '../engine/types.ts';
import { LateMenuButton } from '../page/later.tsx';
import { useLive } from '../use-live.ts';
import { SaveNote } from './save-line.tsx';
import { useSave } from './use-save.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

const RemoveCategory = lazy(() => import('./remove-category.tsx'));

/** The account's categories: colour, new ones, and the end of one. A name is for ever: messages carry it themselves. */
export function CategoriesSection({ categories }: { readonly categories: Categories }) {
  const words = useWords(settingsWords);
  const { categories: own } = words;
  const all = useLive(categories);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState('');
  const [removing, setRemoving] = useState<Category | null>(null);
  const [saving, save] = useSave();
  const add = async (): Promise<void> => {
    const wanted = name.trim();
    if (wanted === '') return setProblem(own.empty);
    if (all.some((one) => one.name.toLowerCase() === wanted.toLowerCase())) return setProblem(own.taken);
    if ((await save(() => categories.create(wanted))) !== undefined) setName('');
  };
  return (
    <Section title={own.title} className={css['section']}>
      {all.length === 0 ? <p className={css['hint']}>{own.none}</p> : null}
      <ul className={css['lines']} hidden={all.length === 0}>
        {all.map((one) => {
          const hue = categories.hueOf(one.name);
          return (
            <li key={one.id}>
              <LateMenuButton
                label={own.colorOf(one.name)}
                className={css['hue']}
                items={colors.map((choice) => ({
                  id: String(choice.color),
                  label: own.hues[choice.hue],
                  mark: <CategoryDot hue={choice.hue} />,
                  checked: choice.hue === hue,
                  run: () => void save(() => categories.recolor(one.id, choice.color)),
                }))}
              >
                <CategoryDot hue={hue} />
                <Icon name="chevron-down" size="xs" />
              </LateMenuButton>
              <span className={css['lineText']}>{one.name}</span>
              <IconButton icon="trash-2" label={own.remove(one.name)} onClick={() => setRemoving(one)} />
            </li>
          );
        })}
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
      <p className={css['hint']}>{own.hint}</p>
      <SaveNote saving={saving} />
      {removing === null ? null : (
        <Suspense>
          <RemoveCategory
            name={removing.name}
            remove={() => categories.remove(removing.id)}
            onClose={() => setRemoving(null)}
          />
        </Suspense>
      )}
    </Section>
  );
}
