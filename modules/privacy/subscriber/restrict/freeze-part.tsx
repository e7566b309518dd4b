import { Button, Section, Select, showToast, TextArea, useFormat, useLanguage, useWords } from '@telink/ui';
import { useState } from 'react';
import type { RestrictionView } from '#contract/privacy';
import { FREEZABLE } from '../restrict-lists.ts';
import css from './restrict.module.css';
import { words } from './words.ts';

/** Single records are frozen where they are shown; here a person chooses among what has a name of its own. */
const OFFERED = FREEZABLE.filter(({ scope }) => scope !== 'record');
const GROUNDS = ['disputed-accuracy', 'unlawful-not-erased', 'needed-for-claims'] as const;
type Chosen = (typeof GROUNDS)[number];

export function FreezePart({
  restrictions,
  busy,
  act,
}: {
  readonly restrictions: readonly RestrictionView[];
  readonly busy: boolean;
  readonly act: (path: string, body: object) => Promise<boolean>;
}) {
  const { freeze: text } = useWords(words);
  const { language } = useLanguage();
  const [what, setWhat] = useState('street');
  const [ground, setGround] = useState<Chosen>('disputed-accuracy');
  const [note, setNote] = useState('');
  const send = async (): Promise<void> => {
    const one = OFFERED.find(({ key }) => key === what);
    const body =
      one === undefined
        ? { scope: 'person' }
        : {
            scope: one.scope,
            table: one.table,
            ...(one.fields?.[0] === undefined ? {} : { field: one.fields[0] }),
          };
    if (!(await act('/api/privacy/restrict', { ...body, ground, note: note.trim() }))) return;
    setNote('');
    showToast({ text: text.done });
  };
  return (
    <Section title={text.title}>
      <p className={css['muted']}>{text.lead}</p>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Select
          label={text.what}
          value={what}
          onChange={setWhat}
          options={[
            ...OFFERED.map(({ key, name }) => ({ value: key, label: name[language] })),
            { value: 'everything', label: text.everything },
          ]}
        />
        <Select
          label={text.why}
          value={ground}
          onChange={setGround}
          options={GROUNDS.map((value) => ({ value, label: text.grounds[value] }))}
        />
        <TextArea label={text.note} value={note} onChange={setNote} maxLength={2000} />
        <Button type="submit" kind="primary" icon="snowflake" busy={busy}>
          {text.act}
        </Button>
      </form>
      {restrictions.length === 0 ? <p className={css['muted']}>{text.none}</p> : null}
      <ul className={css['rows']}>
        {restrictions.map((one) => (
          <Frozen key={one.id} one={one} busy={busy} act={act} />
        ))}
      </ul>
    </Section>
  );
}

function Frozen({
  one,
  busy,
  act,
}: {
  readonly one: RestrictionView;
  readonly busy: boolean;
  readonly act: (path: string, body: object) => Promise<boolean>;
}) {
  const { freeze: text } = useWords(words);
  const { language } = useLanguage();
  const format = useFormat();
  const when = (at: string): string => format.shortDate(new Date(at));
  const named = FREEZABLE.find(
    ({ scope, table, fields }) =>
      scope === one.scope && table === one.table && (one.field === null || fields?.includes(one.field)),
  );
  const stands =
    one.lifted !== null
      ? text.lifted(when(one.lifted))
      : one.noticeSent !== null
        ? text.told(when(one.noticeSent))
        : one.liftAsked !== null
          ? text.asked
          : undefined;
  return (
    <li className={css['row']}>
      <b>{named?.name[language] ?? text.everything}</b>
      <span className={css['muted']}>
        {text.grounds[one.ground]}. {text.from(when(one.from))}.
      </span>
      {stands === undefined ? null : <span className={css['muted']}>{stands}</span>}
      {one.lifted === null && one.liftAsked === null && one.placedBy !== 'objection' ? (
        <Button busy={busy} onClick={() => void act(`/api/privacy/restrict/${one.id}/lift`, {})}>
          {text.lift}
        </Button>
      ) : null}
    </li>
  );
}
