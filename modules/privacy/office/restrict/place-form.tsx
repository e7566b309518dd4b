import type { SectionProps } from '#office/staff';
import { Button, Select, TextArea, useLanguage, useWords } from '@telink/ui';
import { useState } from 'react';
import { FREEZABLE } from '../restrict-lists.ts';
import type { Send } from './frozen-table.tsx';
import css from './restrict.module.css';
import { words } from './words.ts';

const OFFERED = FREEZABLE.filter(({ scope }) => scope !== 'record');
const GROUNDS = ['disputed-accuracy', 'unlawful-not-erased', 'needed-for-claims'] as const;

/** For whoever asked by letter, mail or phone. */
export function PlaceForm({
  customer,
  people,
  busy,
  send,
  onClose,
}: SectionProps & { readonly busy: boolean; readonly send: Send; readonly onClose: () => void }) {
  const said = useWords(words);
  const { language } = useLanguage();
  const [person, setPerson] = useState(people[0]?.id ?? '');
  const [what, setWhat] = useState('street');
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('disputed-accuracy');
  const [note, setNote] = useState('');
  const place = async (): Promise<void> => {
    const one = OFFERED.find(({ key }) => key === what);
    const scope =
      one === undefined
        ? { scope: 'person' }
        : {
            scope: one.scope,
            table: one.table,
            ...(one.fields?.[0] === undefined ? {} : { field: one.fields[0] }),
          };
    const body = { customer, person, ...scope, ground, note: note.trim() };
    if (await send('restrict', body, said.done.placed)) onClose();
  };
  return (
    <form
      aria-label={said.place.title}
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void place();
      }}
    >
      <p className={css['muted']}>{said.place.lead}</p>
      <Select
        label={said.person}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own press; focus follows what opened
        autoFocus
        value={person}
        onChange={setPerson}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        label={said.place.what}
        value={what}
        onChange={setWhat}
        options={[
          ...OFFERED.map(({ key, name }) => ({ value: key, label: name[language] })),
          { value: 'everything', label: said.everything },
        ]}
      />
      <Select
        label={said.place.why}
        value={ground}
        onChange={setGround}
        options={GROUNDS.map((value) => ({ value, label: said.grounds[value] }))}
      />
      <TextArea label={said.place.note} value={note} onChange={setNote} maxLength={2000} />
      <div className={css['acts']}>
        <Button type="submit" kind="primary" icon="snowflake" busy={busy}>
          {said.place.act}
        </Button>
        <Button onClick={onClose}>{said.place.cancel}</Button>
      </div>
    </form>
  );
}
