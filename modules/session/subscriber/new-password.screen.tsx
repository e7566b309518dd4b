import { Button, LinkButton, PasswordField, useWords } from '@telink/ui';
import { useEffect, useState, type FormEvent } from 'react';
import { ask, CallFailed } from './call.ts';
import css from './front.module.css';
import { Front } from './front.tsx';
import { SIGN_IN_PATH } from './screens.ts';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

/** Sets a password by the letter's link. The token stands after `#` and is taken out of the address at once, so that history does not keep it. */
export default function NewPasswordScreen() {
  const said = useWords(words);
  const [token] = useState(() => location.hash.slice(1));
  const [password, setPassword] = useState('');
  const [at, setAt] = useState<'open' | 'done' | 'dead'>(
    /^[A-Za-z0-9_-]{20,64}$/.test(token) ? 'open' : 'dead',
  );
  const act = useAct();
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  }, []);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if ([...password].length < 12) return act.say(said.problems['weak-password']);
    const went = await act.run(() =>
      ask('POST', '/api/session/reset', { token, password }).catch((error: unknown) => {
        if (error instanceof CallFailed && error.code === 'link-dead') setAt('dead');
        throw error;
      }),
    );
    if (went) setAt('done');
  };
  if (at !== 'open') {
    const done = at === 'done';
    return (
      <Front
        key={at}
        title={done ? said.fresh.done : said.fresh.dead}
        lead={done ? said.fresh.doneBody : said.fresh.deadBody}
      >
        <LinkButton kind="primary" size="large" full href={done ? SIGN_IN_PATH : '/glomt-losenord'}>
          {done ? said.signIn.act : said.fresh.again}
        </LinkButton>
      </Front>
    );
  }
  return (
    <Front title={said.fresh.title}>
      <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
        <PasswordField
          label={said.fresh.password}
          large
          name="new-password"
          autoComplete="new-password"
          maxLength={256}
          value={password}
          onChange={setPassword}
          hint={said.fresh.hint}
          error={act.problem}
        />
        <Button type="submit" kind="primary" size="large" full busy={act.busy}>
          {said.fresh.act}
        </Button>
      </form>
    </Front>
  );
}
