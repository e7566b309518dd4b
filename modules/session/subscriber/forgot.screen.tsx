import { Button, Link, TextField, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import { ask } from './call.ts';
import css from './front.module.css';
import { Front } from './front.tsx';
import { SIGN_IN_PATH } from './screens.ts';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

/** Asks for a link. What is said afterwards is the same whoever exists. */
export default function ForgotScreen() {
  const said = useWords(words);
  const [who, setWho] = useState('');
  const [sent, setSent] = useState(false);
  const act = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (who.trim() === '') return act.say(said.problems.empty);
    if (await act.run(() => ask('POST', '/api/session/reset/request', { who }))) setSent(true);
  };
  if (sent) {
    return (
      <Front key="sent" title={said.forgot.sentTitle} lead={said.forgot.sent}>
        <Link href={SIGN_IN_PATH}>{said.forgot.back}</Link>
      </Front>
    );
  }
  return (
    <Front title={said.forgot.title} lead={said.forgot.lead}>
      <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
        <TextField
          label={said.forgot.who}
          large
          name="username"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={320}
          value={who}
          onChange={setWho}
          error={act.problem}
        />
        <Button type="submit" kind="primary" size="large" full busy={act.busy}>
          {said.forgot.act}
        </Button>
      </form>
      <Link href={SIGN_IN_PATH} className={css['aside']}>
        {said.forgot.back}
      </Link>
    </Front>
  );
}
