import { ask, useAct } from '#office/staff';
import { Button, FileField, RadioCards, showToast, TextField, useFormat, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import type { DecidedView } from '../pure/office-contract.ts';
import { FaultsNote, type Faults } from './faults-note.tsx';
import css from './prices.module.css';
import { words } from './words.ts';

/** A document from a spreadsheet, as a draft or at once as a version to come. */
export function AddDocument({ onAdded }: { readonly onAdded: (first: string | undefined) => void }) {
  const text = useWords(words);
  const format = useFormat();
  const act = useAct();
  const [file, setFile] = useState<File>();
  const [as, setAs] = useState<'draft' | 'scheduled'>('draft');
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (file === undefined) return act.say(text.add.none);
    setFaults(undefined);
    await act.run(async () => {
      const done = await ask<DecidedView>('POST', '/api/office/prices', {
        name: file.name,
        text: await file.text(),
        as,
        ...(reason.trim() === '' ? {} : { withoutNotice: reason.trim() }),
      });
      if (!done.ok) return setFaults(done.faults);
      const { added, already } = done;
      showToast({
        text: added.length > 0 ? text.add.done(format.list(added)) : text.add.already(format.list(already)),
      });
      return onAdded(added[0] ?? already[0]);
    });
  };
  return (
    <form className={css['form']} noValidate onSubmit={(event) => void send(event)}>
      <FileField
        label={text.add.file}
        error={act.problem}
        choose={text.add.choose}
        none=""
        name={file?.name}
        accept=".csv,text/csv"
        onChange={setFile}
      />
      <RadioCards
        label={text.add.as}
        value={as}
        onChange={setAs}
        options={[
          { value: 'draft', label: text.add.draft },
          { value: 'scheduled', label: text.add.scheduled },
        ]}
      />
      {as === 'scheduled' ? (
        <TextField
          label={text.notice.label}
          hint={text.notice.hint}
          optional
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
      ) : null}
      {faults === undefined ? null : <FaultsNote faults={faults} />}
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={act.busy}>
          {text.add.act}
        </Button>
      </div>
    </form>
  );
}
