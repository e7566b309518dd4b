import { Button, Section, Select, TextArea, TextField, useLanguage, useWords } from '@telink/ui';
import { useState } from 'react';
import { FREEZABLE } from '../restrict-lists.ts';
import type { Send } from './frozen-table.tsx';
import css from './restrict.module.css';
import { words } from './words.ts';

const OFFERED = FREEZABLE.filter(({ scope }) => scope !== 'record');
const GROUNDS = ['disputed-accuracy', 'unlawful-not-erased', 'needed-for-claims'] as const;

/** For whoever asked by letter, mail or phone. */
export function PlaceForm({ busy, send }: { readonly busy: boolean; readonly send: Send }) {
  const said = useWords(words);
  const { language } = useLanguage();
  const [customer, setCustomer] = useState('');
  const [person, setPerson] = useState('');
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
    const body = { customer: customer.trim(), person: person.trim(), ...scope, ground, note: note.trim() };
    if (await send('restrict', body, said.done.placed)) setNote('');
  };
  return (
    <Section title={said.place.title}>
      <p className={css['muted']}>{said.place.lead}</p>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void place();
        }}
      >
        <TextField label={said.customer} value={customer} onChange={setCustomer} required />
        <TextField label={said.person} value={person} onChange={setPerson} required />
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
        <Button type="submit" kind="primary" icon="snowflake" busy={busy}>
          {said.place.act}
        </Button>
      </form>
    </Section>
  );
}
