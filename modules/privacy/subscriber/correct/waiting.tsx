import { ask } from '#session';
import { Button, Explain, Section, showToast, TextField, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import type { CorrectionView, OwnFacts } from '#contract/privacy';
import css from './correct.module.css';
import { useDeed } from './use-own.ts';
import { problemOf, words } from './words.ts';

/** What waits for a code or for us, first on the page: it is what the person came back for. */
export function Waiting({ facts, onChanged }: { readonly facts: OwnFacts; readonly onChanged: () => void }) {
  const waits = facts.corrections.filter(({ state }) => state === 'code' || state === 'review');
  const said = useWords(words);
  if (waits.length === 0) return null;
  return (
    <Section title={said.waits.title}>
      {waits.map((each) => (
        <Wait key={each.id} correction={each} onChanged={onChanged} />
      ))}
    </Section>
  );
}

function Wait({
  correction,
  onChanged,
}: {
  readonly correction: CorrectionView;
  readonly onChanged: () => void;
}) {
  const said = useWords(words);
  const [code, setCode] = useState('');
  const deed = useDeed();
  const path = `/api/privacy/corrections/${correction.id}`;
  const byCode = correction.state === 'code';
  const confirm = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await deed.run(() =>
      ask('POST', `${path}/confirm`, { code: code.replaceAll(/\s/g, '') }).then(() => true),
    );
    if (done !== true) return;
    showToast({ text: said.code.done });
    onChanged();
  };
  const withdraw = async (): Promise<void> => {
    if ((await deed.run(() => ask('DELETE', path).then(() => true))) === true) onChanged();
  };
  return (
    <Explain
      title={`${said.what[correction.what]}: ${correction.wanted ?? ''}`}
      end={said.waits[byCode ? 'code' : 'review']}
    >
      <form className={css['form']} onSubmit={(event) => void confirm(event)} noValidate>
        {byCode ? (
          <TextField
            label={said.code.label}
            hint={said.code.lead(correction.wanted ?? '')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            value={code}
            onChange={setCode}
            error={problemOf(said, deed.refused)}
          />
        ) : (
          <p>{said.wish.hint}</p>
        )}
        <div className={css['acts']}>
          {byCode ? (
            <Button type="submit" kind="primary" busy={deed.busy}>
              {said.code.confirm}
            </Button>
          ) : null}
          <Button onClick={() => void withdraw()}>{said.waits.withdraw}</Button>
        </div>
      </form>
    </Explain>
  );
}
