import { ask } from '#session';
import { Button, showToast, TextArea, TextField, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import type { IdentityBody } from '#contract/privacy';
import css from './correct.module.css';
import { useDeed } from './use-own.ts';
import { problemOf, words } from './words.ts';

/** Name or personal number: asked for, since somebody looks at it first. */
export function IdentityForm({
  what,
  onDone,
  onClose,
}: {
  readonly what: IdentityBody['what'];
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const said = useWords(words);
  const [value, setValue] = useState('');
  const [why, setWhy] = useState('');
  const deed = useDeed();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { what, value, ...(why.trim() === '' ? {} : { words: why }) };
    const done = await deed.run(() => ask('POST', '/api/privacy/facts/identity', body).then(() => true));
    if (done !== true) return;
    showToast({ text: said.wish.sent });
    onDone();
  };
  return (
    <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
      <TextField
        label={said.wish.value}
        hint={said.wish.hint}
        maxLength={200}
        autoComplete="off"
        value={value}
        onChange={setValue}
        error={problemOf(said, deed.refused)}
      />
      <TextArea label={said.wish.words} rows={2} maxLength={2000} value={why} onChange={setWhy} optional />
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={deed.busy}>
          {said.ask}
        </Button>
        <Button onClick={onClose}>{said.cancel}</Button>
      </div>
    </form>
  );
}
