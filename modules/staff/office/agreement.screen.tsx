import { Button, ErrorNote, Skeleton, TextField, useFormat, useWords } from '@telink/ui';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import type { AgreementText, StaffView } from '../contract.ts';
import { ask, CallFailed } from './call.ts';
import css from './front.module.css';
import { Front } from './front.tsx';
import { destination } from './gate.tsx';
import { SIGN_IN_PATH } from './paths.ts';
import { present, runsOut, signOut, usePresence } from './presence.ts';
import { useAct, useLoaded, useOpenedAt } from './use-act.ts';
import { words } from './words.ts';

/** The agreement stands before everything else, and is signed by typing one's own name (promise protection.6). */
export default function AgreementScreen() {
  const said = useWords(words);
  const presence = usePresence();
  const navigate = useNavigate();
  const now = useOpenedAt();
  const to =
    presence.status === 'signed-out'
      ? SIGN_IN_PATH
      : presence.status === 'signed-in' && presence.view.agreement.signed && !runsOut(presence.view, now)
        ? destination()
        : undefined;
  useEffect(() => {
    if (to !== undefined) void navigate({ to, replace: true });
  }, [to, navigate]);
  if (presence.status !== 'signed-in' || to !== undefined) return null;
  return (
    <Front title={said.agreement.title} lead={said.agreement.lead} wide>
      <Text view={presence.view} />
    </Front>
  );
}

function Text({ view }: { readonly view: StaffView }) {
  const said = useWords(words);
  const format = useFormat();
  const { state, again } = useLoaded<AgreementText>('/api/office/agreement');
  if (state.status === 'loading') return <Skeleton label={said.loading} rows={8} />;
  if (state.status === 'failed') {
    const none = state.error instanceof CallFailed && state.error.code === 'not-found';
    return none ? (
      <>
        <p>{said.agreement.none}</p>
        <Leave />
      </>
    ) : (
      <ErrorNote title={said.failed} onRetry={again} />
    );
  }
  const { version, text, hash, publishedAt } = state.value;
  return (
    <>
      <p className={css['mark']}>
        <span>{said.agreement.version(version, format.date(new Date(publishedAt)))}</span>
        <span className={css['hash']}>SHA-256 {hash.slice(0, 16)}…</span>
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, and must do so from the keyboard */}
      <div className={css['text']} tabIndex={0} role="region" aria-label={said.agreement.title} lang="sv">
        {text}
      </div>
      <Sign name={view.staff.name} version={version} hash={hash} onChanged={again} />
    </>
  );
}

function Sign({
  name,
  version,
  hash,
  onChanged,
}: {
  readonly name: string;
  readonly version: number;
  readonly hash: string;
  readonly onChanged: () => void;
}) {
  const said = useWords(words);
  const [typed, setTyped] = useState('');
  const act = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (typed.trim() === '') return act.say(said.problems.empty);
    await act.run(async () => {
      const body = { version, hash, name: typed.trim() };
      present(await ask<StaffView>('POST', '/api/office/agreement/sign', body));
    });
  };
  const problem =
    act.problem === said.problems['bad-request']
      ? said.agreement.wrongName
      : act.problem === said.problems.conflict
        ? said.agreement.changed
        : act.problem;
  return (
    <form className={css['sign']} onSubmit={(event) => void send(event)} noValidate>
      <TextField
        label={said.agreement.name}
        hint={said.agreement.nameHint(name)}
        large
        autoComplete="off"
        maxLength={200}
        value={typed}
        onChange={setTyped}
        error={problem}
      />
      <div className={css['acts']}>
        <Button type="submit" kind="primary" size="large" busy={act.busy}>
          {said.agreement.act}
        </Button>
        {problem === said.agreement.changed ? (
          <Button size="large" onClick={onChanged}>
            {said.second.again}
          </Button>
        ) : null}
        <Leave />
      </div>
      <p className={css['note']}>{said.agreement.year}</p>
    </form>
  );
}

function Leave() {
  const said = useWords(words);
  return (
    <Button kind="quiet" size="large" onClick={() => void signOut()}>
      {said.agreement.signOut}
    </Button>
  );
}
