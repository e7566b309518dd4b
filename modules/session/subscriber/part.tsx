import { Button, PasswordField, useWords } from '@telink/ui';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { SecurityView } from '../contract.ts';
import css from './account.module.css';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

export interface PartProps {
  readonly view: SecurityView;
  readonly onChanged: () => Promise<void>;
}

export function Part({
  title,
  end,
  children,
}: {
  readonly title: string;
  readonly end?: ReactNode | undefined;
  readonly children: ReactNode;
}) {
  return (
    <section className={css['part']}>
      <div className={css['acts']}>
        <h2>{title}</h2>
        {end}
      </div>
      {children}
    </section>
  );
}

/** Asks for the password before something that must not happen at an unlocked screen. */
export function ProvePassword({
  act,
  onProved,
  onCancel,
}: {
  readonly act: string;
  readonly onProved: (password: string) => Promise<unknown>;
  readonly onCancel: () => void;
}) {
  const said = useWords(words);
  const [password, setPassword] = useState('');
  const doing = useAct({ asPassword: true });
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (password === '') return doing.say(said.problems.empty);
    await doing.run(() => onProved(password));
  };
  return (
    <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own press; focus follows what opened */}
      <PasswordField
        label={said.security.confirmPassword}
        autoFocus
        maxLength={256}
        value={password}
        onChange={setPassword}
        error={doing.problem}
      />
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={doing.busy}>
          {act}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {said.security.cancel}
        </Button>
      </div>
    </form>
  );
}
