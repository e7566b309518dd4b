import { Button, Link, PasswordField, TextField, useWords } from '@telink/ui';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import type { Next } from '../contract.ts';
import { ask } from './call.ts';
import css from './front.module.css';
import { Front } from './front.tsx';
import { session } from './in-browser.ts';
import { hasPasskeys, signInByPasskey } from './passkeys.ts';
import { ProblemLine } from './problem-line.tsx';
import { SecondFactor } from './second-factor.tsx';
import { useAct } from './use-act.ts';
import { useSession } from './use-session.ts';
import { words } from './words.ts';

/** Where to go after signing in: a path of our own, else the mail. */
function destination(): string {
  const till = new URLSearchParams(location.search).get('till') ?? '';
  return /^\/(?!\/|logga-in)[\w/-]*$/.test(till) ? till : '/mejl';
}

export default function SignInScreen() {
  const [step, setStep] = useState<Next['next'] | 'start'>('start');
  const state = useSession();
  const navigate = useNavigate();
  const signedIn = state.status === 'signed-in';
  useEffect(() => {
    if (signedIn) void navigate({ to: destination(), replace: true });
  }, [signedIn, navigate]);
  if (signedIn || state.status === 'checking') return null;
  return step === 'second-factor' ? (
    <SecondFactor onDone={() => session.begun()} onAgain={() => setStep('start')} />
  ) : (
    <Start onNext={setStep} />
  );
}

function Start({ onNext }: { readonly onNext: (next: Next['next']) => void }) {
  const said = useWords(words);
  const [userId, setUserId] = useState('');
  const [password, setPassword] = useState('');
  const [empty, setEmpty] = useState<'userId' | 'password'>();
  const password_ = useAct();
  const passkey = useAct();
  const byPassword = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const missing = userId.trim() === '' ? 'userId' : password === '' ? 'password' : undefined;
    setEmpty(missing);
    passkey.say(undefined);
    if (missing !== undefined) return;
    await password_.run(async () => {
      const { next } = await ask<Next>('POST', '/api/session/sign-in', { userId, password });
      setPassword('');
      if (next === 'done') await session.begun();
      else onNext(next);
    });
  };
  const byPasskey = async (): Promise<void> => {
    password_.say(undefined);
    await passkey.run(async () => {
      await signInByPasskey();
      await session.begun();
    });
  };
  return (
    <Front title={said.signIn.title} lead={said.signIn.lead} focus={false}>
      {hasPasskeys() ? (
        <>
          <Button
            kind="primary"
            size="large"
            full
            icon="fingerprint"
            busy={passkey.busy}
            onClick={() => void byPasskey()}
          >
            {said.signIn.passkey}
          </Button>
          <ProblemLine>
            {passkey.problem === said.problems.other ? said.signIn.passkeyStopped : passkey.problem}
          </ProblemLine>
          <div className={css['or']}>{said.signIn.or}</div>
        </>
      ) : null}
      <form className={css['form']} onSubmit={(event) => void byPassword(event)} noValidate>
        <TextField
          label={said.signIn.userId}
          large
          name="username"
          autoComplete="username webauthn"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={64}
          value={userId}
          onChange={setUserId}
          error={empty === 'userId' ? said.problems.empty : undefined}
        />
        <PasswordField
          label={said.signIn.password}
          large
          name="password"
          maxLength={256}
          value={password}
          onChange={setPassword}
          error={empty === 'password' ? said.problems.empty : password_.problem}
          beside={
            <Link href="/glomt-losenord" className={css['beside']}>
              {said.signIn.forgot}
            </Link>
          }
        />
        <Button
          type="submit"
          size="large"
          full
          kind={hasPasskeys() ? 'default' : 'primary'}
          busy={password_.busy}
        >
          {said.signIn.act}
        </Button>
      </form>
      <p className={css['note']}>{said.signIn.shared}</p>
    </Front>
  );
}
