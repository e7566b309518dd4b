import { ask, CallFailed, type SectionProps } from '#office/staff';
import { Button, FieldError, Select, showToast, TextArea, TextField, useWords } from '@telink/ui';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Holdable, HoldBody } from '#contract/privacy';
import css from './erase.module.css';
import { words } from './words.ts';

const EVERYTHING = 'everything';
const EVERYBODY = 'everybody';
type Fault = keyof HoldBody;

/** Keeps rows of a person, or of everybody at a customer. What was typed stays when something of it is wrong. */
export function HoldForm({
  customer,
  people,
  tables,
  today,
  onClose,
}: SectionProps & Holdable & { readonly onClose: () => void }) {
  const said = useWords(words);
  const { place: text } = said;
  const form = useRef<HTMLFormElement>(null);
  const [given, setGiven] = useState({ owner: '', reason: '', reviewOn: '' });
  const [person, setPerson] = useState(EVERYBODY);
  const [table, setTable] = useState(EVERYTHING);
  const [faults, setFaults] = useState<readonly string[]>([]);
  /** What has been typed in since it was found wrong. */
  const [mended, setMended] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const set =
    (name: keyof typeof given) =>
    (value: string): void => {
      setGiven({ ...given, [name]: value });
      setMended([...mended, name]);
    };
  const faultOf = (name: Fault): string | undefined =>
    faults.includes(name) && !mended.includes(name) ? text.faults[name] : undefined;
  useEffect(() => {
    if (faults.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setFailed(false);
    setMended([]);
    const missing = (['reason', 'owner', 'reviewOn'] as const).filter(
      (name) => given[name].trim() === '' || (name === 'reviewOn' && given.reviewOn < today),
    );
    if (missing.length > 0) return setFaults(missing);
    setBusy(true);
    const body = {
      customer,
      ...given,
      ...(person === EVERYBODY ? {} : { person }),
      ...(table === EVERYTHING ? {} : { table }),
    };
    await ask('POST', '/api/office/privacy/holds', body).then(
      () => {
        showToast({ text: text.placed });
        onClose();
      },
      (error: unknown) => {
        const wrong = error instanceof CallFailed ? error.fields : [];
        setFaults(wrong);
        setFailed(wrong.length === 0);
      },
    );
    setBusy(false);
  };
  return (
    <form
      ref={form}
      className={css['form']}
      onSubmit={(event) => void send(event)}
      noValidate
      aria-label={text.title}
    >
      <p className={css['muted']}>{text.lead}</p>
      <Select
        label={text.person}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own press; focus follows what opened
        autoFocus
        value={person}
        onChange={setPerson}
        error={faultOf('person')}
        options={[
          { value: EVERYBODY, label: text.everybody },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        label={text.what}
        value={table}
        onChange={setTable}
        error={faultOf('table')}
        options={[
          { value: EVERYTHING, label: said.holds.everything },
          ...tables.map(({ table: value, what }) => ({ value, label: what })),
        ]}
      />
      <TextArea
        label={text.reason}
        rows={3}
        maxLength={2000}
        value={given.reason}
        onChange={set('reason')}
        error={faultOf('reason')}
      />
      <div className={css['pair']}>
        <TextField
          label={text.owner}
          hint={text.ownerHint}
          autoComplete="off"
          maxLength={120}
          value={given.owner}
          onChange={set('owner')}
          error={faultOf('owner')}
        />
        <TextField
          label={text.review}
          type="date"
          min={today}
          value={given.reviewOn}
          onChange={set('reviewOn')}
          error={faultOf('reviewOn')}
        />
      </div>
      <div aria-live="assertive">{failed ? <FieldError>{said.problem}</FieldError> : null}</div>
      <div className={css['acts']}>
        <Button type="submit" kind="primary" icon="lock" busy={busy}>
          {text.act}
        </Button>
        <Button onClick={onClose}>{text.cancel}</Button>
      </div>
    </form>
  );
}
