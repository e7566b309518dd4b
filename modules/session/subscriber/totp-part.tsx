import { Button, Chip, Explain, TextField, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import { encode } from 'uqr';
import type { RecoveryCodes, TotpBegun } from '../contract.ts';
import css from './account.module.css';
import { ask } from './call.ts';
import { Part, ProvePassword, type PartProps } from './part.tsx';
import { RecoveryCodeList } from './recovery-codes.tsx';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

type Step =
  | { readonly at: 'rest' }
  | { readonly at: 'prove'; readonly to: 'on' | 'off' | 'codes' }
  | { readonly at: 'scan'; readonly begun: TotpBegun }
  | { readonly at: 'codes'; readonly codes: readonly string[] };

export function TotpPart({ view, onChanged }: PartProps) {
  const said = useWords(words);
  const text = said.security;
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const rest = (): void => setStep({ at: 'rest' });
  const show = async ({ codes }: RecoveryCodes): Promise<void> => {
    setStep({ at: 'codes', codes });
    await onChanged();
  };
  const proved = async (to: 'on' | 'off' | 'codes', password: string): Promise<void> => {
    if (to === 'on')
      setStep({ at: 'scan', begun: await ask<TotpBegun>('POST', '/api/session/totp', { password }) });
    else if (to === 'codes')
      await show(await ask<RecoveryCodes>('POST', '/api/session/recovery-codes', { password }));
    else {
      await ask('POST', '/api/session/totp/off', { password });
      rest();
      await onChanged();
    }
  };
  return (
    <Part title={text.totp} end={<Chip>{view.totp ? text.totpOn : text.totpOff}</Chip>}>
      <p className={css['muted']}>{view.totp ? text.codesLeft(view.recoveryCodesLeft) : text.totpLead}</p>
      {step.at === 'rest' ? (
        <div className={css['acts']}>
          {view.totp ? (
            <>
              <Button onClick={() => setStep({ at: 'prove', to: 'codes' })}>{text.newCodes}</Button>
              <Button kind="danger" onClick={() => setStep({ at: 'prove', to: 'off' })}>
                {text.turnOff}
              </Button>
            </>
          ) : (
            <Button icon="shield-check" onClick={() => setStep({ at: 'prove', to: 'on' })}>
              {text.turnOn}
            </Button>
          )}
        </div>
      ) : null}
      {step.at === 'prove' ? (
        <ProvePassword
          act={step.to === 'off' ? text.turnOff : text.goOn}
          onProved={(password) => proved(step.to, password)}
          onCancel={rest}
        />
      ) : null}
      {step.at === 'scan' ? <Scan begun={step.begun} onCodes={show} onCancel={rest} /> : null}
      {step.at === 'codes' ? (
        <Explain title={text.codesTitle}>
          <p>{text.codesBody}</p>
          <RecoveryCodeList codes={step.codes} onKept={rest} />
        </Explain>
      ) : null}
    </Part>
  );
}

function Scan({
  begun,
  onCodes,
  onCancel,
}: {
  readonly begun: TotpBegun;
  readonly onCodes: (codes: RecoveryCodes) => Promise<void>;
  readonly onCancel: () => void;
}) {
  const said = useWords(words);
  const text = said.security;
  const [code, setCode] = useState('');
  const act = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!/^\d{6}$/.test(code.replaceAll(' ', ''))) return act.say(said.problems['wrong-code']);
    await act.run(async () =>
      onCodes(await ask<RecoveryCodes>('POST', '/api/session/totp/confirm', { code: code.trim() })),
    );
  };
  return (
    <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
      <p>{text.scan}</p>
      <QrCode text={begun.uri} label={text.qr} />
      <p className={css['muted']}>
        {text.byHand} <span className={css['key']}>{begun.secret.match(/.{1,4}/g)?.join(' ')}</span>
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own press; focus follows what opened */}
      <TextField
        label={text.codeFromApp}
        autoFocus
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={7}
        value={code}
        onChange={setCode}
        error={act.problem}
      />
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={act.busy}>
          {text.confirm}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {text.cancel}
        </Button>
      </div>
    </form>
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
