import { ask, useAct, useOpenedAt } from '#office/staff';
import type { AnswerClock, IncidentView } from '#contract/privacy';
import { Button, TextField, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import { ClockChip } from './clock-chip.tsx';
import css from './incident.module.css';
import { words } from './words.ts';

/** Who must be told, by when, and whether they have been. */
export function Clocks({ view, onChange }: { readonly view: IncidentView; readonly onChange: () => void }) {
  const said = useWords(words);
  const format = useFormat();
  const now = useOpenedAt();
  return (
    <ul className={css['clocks']}>
      {view.clocks.map((clock) => (
        <li key={clock.clock} className={css['clock']}>
          <div>
            <b>{said.clock[clock.clock]}</b>
            <span className={css['muted']}>
              {clock.due === null ? '' : `${said.due} ${format.moment(new Date(clock.due), now)}`}
            </span>
            <ClockChip clock={clock} now={now} />
          </div>
          {clock.answeredAt === null && view.state === 'open' ? (
            <Answer incident={view.id} clock={clock.clock} onChange={onChange} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Answer({
  incident,
  clock,
  onChange,
}: {
  readonly incident: string;
  readonly clock: AnswerClock['clock'];
  readonly onChange: () => void;
}) {
  const said = useWords(words);
  const act = useAct();
  const [note, setNote] = useState('');
  const answer = async (how: AnswerClock['how']): Promise<void> => {
    if (note.trim() === '') return act.say(said.noteMissing);
    const body: AnswerClock = { clock, how, note: note.trim() };
    if (await act.run(() => ask('POST', `/api/office/incidents/${incident}/answered`, body))) onChange();
  };
  return (
    <div className={css['answer']} role="group" aria-label={said.clock[clock]}>
      <TextField label={said.note} value={note} maxLength={4000} error={act.problem} onChange={setNote} />
      <div className={css['acts']}>
        <Button busy={act.busy} onClick={() => void answer('told')}>
          {said.told}
        </Button>
        <Button kind="quiet" busy={act.busy} onClick={() => void answer('not-needed')}>
          {said.notNeeded}
        </Button>
      </div>
    </div>
  );
}
