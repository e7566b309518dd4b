import { session } from '#session';
import { Button, FieldError, Link, PasswordField, Section, useWords } from '@telink/ui';
import { AlertDialog } from '@telink/ui/dialog';
import { useRef, useState, type FormEvent } from 'react';
import css from './erase.module.css';
import { useErasing } from './use-erasing.ts';
import { words } from './words.ts';

/** The password, then the question that says what can't be undone. What was typed stays when it is refused. */
export function ConfirmErase({
  afterContract,
  onReceived,
}: {
  /** Nothing goes before the contract has ended. */
  readonly afterContract: boolean;
  readonly onReceived: (id: string) => void;
}) {
  const said = useWords(words);
  const { act: text, sure } = said;
  const [password, setPassword] = useState('');
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { busy, problem, erase, say } = useErasing();
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    if (password === '') {
      say('needed');
      field.current?.focus();
      return;
    }
    say(undefined);
    setAsking(true);
  };
  const confirmed = async (): Promise<void> => {
    const done = await erase(password);
    setAsking(false);
    if (done === undefined) {
      // After the dialog has given focus back to the button.
      setTimeout(() => field.current?.select(), 0);
    } else if (done.state === 'planned') onReceived(done.id);
    else await session.ended();
  };
  const ofPassword = problem === 'needed' || problem === 'wrong-credentials';
  const when = afterContract ? 'later' : 'now';
  return (
    <Section title={text.title}>
      <p className={css['muted']}>
        {text[when]} <Link href="/mina-uppgifter/uppgifter">{text.first}</Link>
      </p>
      <form className={css['form']} onSubmit={ask} noValidate aria-label={text.title}>
        <PasswordField
          ref={field}
          label={text.password}
          name="password"
          maxLength={256}
          value={password}
          onChange={setPassword}
          error={ofPassword ? said.problems[problem] : undefined}
        />
        <div aria-live="assertive">
          {problem === undefined || ofPassword ? null : <FieldError>{said.problems[problem]}</FieldError>}
        </div>
        <Button type="submit" kind="danger" icon="eraser" busy={busy}>
          {text.go}
        </Button>
      </form>
      <AlertDialog
        open={asking}
        onClose={() => busy || setAsking(false)}
        title={sure.title}
        safe={sure.safe}
        act={{ label: sure.act, danger: true, busy, run: () => void confirmed() }}
      >
        <p>{sure[when]}</p>
      </AlertDialog>
    </Section>
  );
}
