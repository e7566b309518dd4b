import { Button, PasswordField, TextField, useWords } from '@telink/ui';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import { ask } from './call.ts';
import css from './front.module.css';
import { Front } from './front.tsx';
import { destination } from './gate.tsx';
import { checkPresence, usePresence } from './presence.ts';
import { SecondFactor } from './second-factor.tsx';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

/** Password first, code second: there is no way in with one of them. */
export default function SignInScreen() {
  const [step, setStep] = useState<'password' | 'code'>('password');
  const presence = usePresence();
  const navigate = useNavigate();
  const signedIn = presence.status === 'signed-in';
  useEffect(() => {
    if (signedIn) void navigate({ to: destination(), replace: true });
  }, [signedIn, navigate]);
  if (signedIn || presence.status === 'checking') return null;
  return step === 'code' ? (
    <SecondFactor onDone={() => checkPresence()} onAgain={() => setStep('password')} />
  ) : (
    <Password onNext={() => setStep('code')} />
  );
}

function Password({ onNext }: { readonly onNext: () => void }) {
  const said = useWords(words);
  const [mail, setMail] = useState('');
  const [password, setPassword] = useState('');
  const [empty, setEmpty] = useState<'mail' | 'password'>();
  const act = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const missing = mail.trim() === '' ? 'mail' : password === '' ? 'password' : undefined;
    setEmpty(missing);
    act.say(undefined);
    if (missing !== undefined) return;
    if (await act.run(() => ask('POST', '/api/office/sign-in', { mail: mail.trim(), password }))) onNext();
  };
  return (
    <Front title={said.signIn.title} lead={said.signIn.lead} focus={false}>
      <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
        <TextField
          label={said.signIn.mail}
          large
          type="email"
          name="username"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={320}
          value={mail}
          onChange={setMail}
          error={empty === 'mail' ? said.problems.empty : undefined}
        />
        <PasswordField
          label={said.signIn.password}
          large
          name="password"
          autoComplete="current-password"
          maxLength={256}
          value={password}
          onChange={setPassword}
          error={empty === 'password' ? said.problems.empty : act.problem}
        />
        <Button type="submit" kind="primary" size="large" full busy={act.busy}>
          {said.signIn.act}
        </Button>
      </form>
      <p className={css['note']}>{said.signIn.lost}</p>
    </Front>
  );
}
