import { Button, TextField, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import { ask, CallFailed } from './call.ts';
import css from './front.module.css';
import { Front } from './front.tsx';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

/** The second step: the app's code, or one of the ten kept for when the phone is gone. */
export function SecondFactor({
  onDone,
  onAgain,
}: {
  readonly onDone: () => Promise<unknown>;
  readonly onAgain: () => void;
}) {
  const said = useWords(words);
  const [recovery, setRecovery] = useState(false);
  const [text, setText] = useState('');
  const [dead, setDead] = useState(false);
  const act = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const fits = recovery
      ? text.replace(/[^A-Za-z0-9]/g, '').length >= 8
      : /^\d{6}$/.test(text.replaceAll(' ', ''));
    if (!fits) return act.say(said.problems['wrong-code']);
    await act.run(async () => {
      const body = recovery ? { recoveryCode: text.trim() } : { code: text.trim() };
      await ask('POST', '/api/office/second-factor', body).catch((error: unknown) => {
        if (error instanceof CallFailed && error.code === 'session-gone') setDead(true);
        throw error;
      });
      await onDone();
    });
  };
  const change = (): void => {
    setRecovery(!recovery);
    setText('');
    act.say(undefined);
  };
  return (
    <Front
      title={said.second.title}
      lead={recovery ? said.second.recoveryLead : said.second.lead}
      focus={false}
    >
      <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
        <TextField
          key={recovery ? 'recovery' : 'code'}
          label={recovery ? said.second.recovery : said.second.code}
          large
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a step the person has just asked for
          autoFocus
          name="code"
          autoComplete="one-time-code"
          inputMode={recovery ? 'text' : 'numeric'}
          autoCapitalize="off"
          spellCheck={false}
          maxLength={recovery ? 24 : 9}
          value={text}
          onChange={setText}
          error={act.problem}
        />
        {dead ? (
          <Button kind="primary" size="large" full onClick={onAgain}>
            {said.second.again}
          </Button>
        ) : (
          <Button type="submit" kind="primary" size="large" full busy={act.busy}>
            {said.second.act}
          </Button>
        )}
      </form>
      <Button kind="quiet" className={css['aside']} onClick={change}>
        {recovery ? said.second.useCode : said.second.useRecovery}
      </Button>
    </Front>
  );
}
