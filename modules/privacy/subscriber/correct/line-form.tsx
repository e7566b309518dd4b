import { ask } from '#session';
import { Button, Select, showToast, TextField, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import css from './correct.module.css';
import { useDeed } from './use-own.ts';
import { problemOf, words } from './words.ts';

/** One line: an address of mail, a number, a language. */
export function LineForm({
  what,
  value,
  onDone,
  onClose,
}: {
  readonly what: 'email' | 'phone' | 'language';
  readonly value: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const said = useWords(words);
  const [text, setText] = useState(value);
  const deed = useDeed();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await deed.run(() =>
      ask('POST', `/api/privacy/facts/${what}`, { value: text }).then(() => true),
    );
    if (done !== true) return;
    if (what !== 'email') showToast({ text: said.saved });
    onDone();
  };
  const error = problemOf(said, deed.refused);
  return (
    <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
      {what === 'language' ? (
        <Select
          label={said.what.language}
          value={text}
          onChange={setText}
          error={error}
          options={(['sv', 'en'] as const).map((each) => ({ value: each, label: said.languages[each] }))}
        />
      ) : (
        <TextField
          label={said.what[what]}
          hint={what === 'email' ? said.mail.hint : undefined}
          type={what === 'email' ? 'email' : 'tel'}
          autoComplete={what === 'email' ? 'email' : 'tel'}
          maxLength={200}
          value={text}
          onChange={setText}
          error={error}
        />
      )}
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={deed.busy}>
          {said.save}
        </Button>
        <Button onClick={onClose}>{said.cancel}</Button>
      </div>
    </form>
  );
}
