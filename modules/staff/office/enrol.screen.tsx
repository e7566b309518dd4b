import { announce, Button, PasswordField, TextField, useWords } from '@telink/ui';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { encode } from 'uqr';
import type { EnrolBegun, StaffRecoveryCodes } from '../contract.ts';
import { ask } from './call.ts';
import css from './front.module.css';
import { Front, ProblemLine } from './front.tsx';
import { checkPresence } from './presence.ts';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

type Step =
  | { readonly at: 'password' }
  | { readonly at: 'scan'; readonly begun: EnrolBegun }
  | { readonly at: 'codes'; readonly codes: readonly string[] };

/** Where the link of a first sign-in leads. Its token stands in the fragment, which no server is sent. */
export default function EnrolScreen() {
  const said = useWords(words);
  const [token] = useState(() => location.hash.slice(1));
  const [step, setStep] = useState<Step>({ at: 'password' });
  if (!/^[A-Za-z0-9_-]{20,64}$/.test(token))
    return (
      <Front title={said.enrol.title}>
        <p>{said.enrol.noLink}</p>
      </Front>
    );
  if (step.at === 'password')
    return <Password token={token} onBegun={(begun) => setStep({ at: 'scan', begun })} />;
  if (step.at === 'scan')
    return <Scan token={token} begun={step.begun} onCodes={(codes) => setStep({ at: 'codes', codes })} />;
  return <Codes codes={step.codes} />;
}

function Password({
  token,
  onBegun,
}: {
  readonly token: string;
  readonly onBegun: (begun: EnrolBegun) => void;
}) {
  const said = useWords(words);
  const [password, setPassword] = useState('');
  const act = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (password === '') return act.say(said.problems.empty);
    await act.run(async () =>
      onBegun(await ask<EnrolBegun>('POST', '/api/office/enrolment', { token, password })),
    );
  };
  return (
    <Front title={said.enrol.title} lead={said.enrol.lead}>
      <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
        <PasswordField
          label={said.enrol.password}
          hint={said.enrol.hint}
          large
          autoComplete="new-password"
          maxLength={256}
          value={password}
          onChange={setPassword}
          error={act.problem}
        />
        <Button type="submit" kind="primary" size="large" full busy={act.busy}>
          {said.enrol.act}
        </Button>
      </form>
    </Front>
  );
}

function Scan({
  token,
  begun,
  onCodes,
}: {
  readonly token: string;
  readonly begun: EnrolBegun;
  readonly onCodes: (codes: readonly string[]) => void;
}) {
  const said = useWords(words);
  const [code, setCode] = useState('');
  const act = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!/^\d{6}$/.test(code.replaceAll(' ', ''))) return act.say(said.problems['wrong-code']);
    await act.run(async () => {
      const body = { token, code: code.trim() };
      onCodes((await ask<StaffRecoveryCodes>('POST', '/api/office/enrolment/confirm', body)).codes);
    });
  };
  return (
    <Front title={said.enrol.scanTitle} lead={said.enrol.scan}>
      <QrCode text={begun.uri} label={said.enrol.qr} />
      <p className={css['note']}>
        {said.enrol.byHand} <span className={css['key']}>{begun.secret.match(/.{1,4}/g)?.join(' ')}</span>
      </p>
      <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
        <TextField
          label={said.enrol.code}
          large
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={9}
          value={code}
          onChange={setCode}
          error={act.problem}
        />
        <Button type="submit" kind="primary" size="large" full busy={act.busy}>
          {said.enrol.confirm}
        </Button>
      </form>
    </Front>
  );
}

/** Shown once. Nothing here stores them. */
function Codes({ codes }: { readonly codes: readonly string[] }) {
  const said = useWords(words);
  const navigate = useNavigate();
  const act = useAct();
  const copy = () =>
    act.run(async () => {
      await navigator.clipboard.writeText(codes.join('\n'));
      announce(said.enrol.copied);
    });
  const go = async (): Promise<void> => {
    await checkPresence();
    await navigate({ to: '/', replace: true });
  };
  return (
    <Front title={said.enrol.codesTitle} lead={said.enrol.codesLead}>
      <ul className={css['codes']} translate="no">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <ProblemLine>{act.problem}</ProblemLine>
      <div className={css['acts']}>
        <Button kind="primary" onClick={() => void go()}>
          {said.enrol.kept}
        </Button>
        <Button icon="copy" onClick={() => void copy()}>
          {said.enrol.copy}
        </Button>
      </div>
    </Front>
  );
}

/** Drawn here: no picture of the secret is fetched from anywhere. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      className={css['qr']}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
