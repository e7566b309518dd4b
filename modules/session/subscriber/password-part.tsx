import { announce, Button, PasswordField, useFormat, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import css from './account.module.css';
import { ask, CallFailed } from './call.ts';
import { Part, type PartProps } from './part.tsx';
import { useAct } from './use-act.ts';
import { problemText, words } from './words.ts';

export function PasswordPart({ view, onChanged }: PartProps) {
  const said = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const [saved, setSaved] = useState(false);
  return (
    <Part title={said.security.password}>
      <p className={css['muted']}>
        {saved ? said.security.saved : said.security.changed(format.date(Date.parse(view.passwordChangedAt)))}
      </p>
      {open ? (
        <ChangePassword
          onDone={async (changed) => {
            setOpen(false);
            setSaved(changed);
            if (changed) announce(said.security.saved);
            if (changed) await onChanged();
          }}
        />
      ) : (
        <div>
          <Button onClick={() => setOpen(true)}>{said.security.change}</Button>
        </div>
      )}
    </Part>
  );
}

function ChangePassword({ onDone }: { readonly onDone: (changed: boolean) => Promise<void> }) {
  const said = useWords(words);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [wrong, setWrong] = useState<{ readonly current?: string; readonly next?: string }>({});
  const act = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (current === '') return setWrong({ current: said.problems.empty });
    if ([...next].length < 12) return setWrong({ next: said.problems['weak-password'] });
    setWrong({});
    await act.run(async () => {
      try {
        await ask('POST', '/api/session/password', { current, next });
      } catch (error) {
        const text = problemText(said, error, true);
        setWrong(
          error instanceof CallFailed && error.code === 'weak-password' ? { next: text } : { current: text },
        );
        return;
      }
      await onDone(true);
    });
  };
  return (
    <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own press; focus follows what opened */}
      <PasswordField
        label={said.security.current}
        autoFocus
        maxLength={256}
        value={current}
        onChange={setCurrent}
        error={wrong.current}
      />
      <PasswordField
        label={said.security.next}
        autoComplete="new-password"
        maxLength={256}
        value={next}
        onChange={setNext}
        hint={said.fresh.hint}
        error={wrong.next}
      />
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={act.busy}>
          {said.security.save}
        </Button>
        <Button kind="quiet" onClick={() => void onDone(false)}>
          {said.security.cancel}
        </Button>
      </div>
    </form>
  );
}
