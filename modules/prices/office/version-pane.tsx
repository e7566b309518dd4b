import { ask, useAct } from '#office/staff';
import { Banner, Button, Section, Select, showToast, TextField, useWords } from '@telink/ui';
import { useState } from 'react';
import type { DecidedView, VersionView } from '../pure/office-contract.ts';
import { Difference } from './difference.tsx';
import { FaultsNote, type Faults } from './faults-note.tsx';
import css from './prices.module.css';
import { Simulate } from './simulate.tsx';
import { words } from './words.ts';

/** One version: what it changes, what that would mean, and whether it becomes part of the book. */
export function VersionPane({
  chosen,
  versions,
  month,
  onChanged,
}: {
  readonly chosen: VersionView;
  readonly versions: readonly VersionView[];
  readonly month: string;
  readonly onChanged: () => void;
}) {
  const text = useWords(words);
  const others = versions.filter((one) => one.id === chosen.id && one.version !== chosen.version);
  const nearest = others.findLast(({ effective }) => effective <= chosen.effective) ?? others[0];
  const [against, setAgainst] = useState(nearest?.version ?? '');
  const name = `${chosen.id}@${chosen.version}`;
  return (
    <div className={css['stack']}>
      {chosen.state === 'draft' || chosen.state === 'scheduled' ? (
        <Decide key={name} chosen={chosen} name={name} onChanged={onChanged} />
      ) : null}
      <Section title={against === '' ? name : `${name}: ${text.diff.title(against).toLowerCase()}`}>
        {against === '' ? (
          <p className={css['muted']}>{text.diff.nothing}</p>
        ) : (
          <>
            {others.length > 1 ? (
              <Select
                label={text.diff.against}
                value={against}
                onChange={setAgainst}
                options={others.map(({ version }) => ({ value: version, label: version }))}
              />
            ) : null}
            <Difference key={against} from={`${chosen.id}@${against}`} to={name} />
          </>
        )}
      </Section>
      <Simulate name={name} month={month} />
    </div>
  );
}

function Decide({
  chosen,
  name,
  onChanged,
}: {
  readonly chosen: VersionView;
  readonly name: string;
  readonly onChanged: () => void;
}) {
  const text = useWords(words);
  const act = useAct();
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>();
  const decide = (what: 'schedule' | 'withdraw'): Promise<boolean> =>
    act.run(async () => {
      setFaults(undefined);
      const why = reason.trim();
      const path = `/api/office/prices/${encodeURIComponent(name)}/${what}`;
      const done = await ask<DecidedView>(
        'POST',
        path,
        what === 'schedule' && why !== '' ? { withoutNotice: why } : {},
      );
      if (!done.ok) return setFaults(done.faults);
      showToast({ text: text[what].done });
      return onChanged();
    });
  return (
    <div className={css['form']}>
      {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
      {faults === undefined ? null : <FaultsNote faults={faults} />}
      {chosen.state === 'draft' ? (
        <TextField
          label={text.notice.label}
          hint={text.notice.hint}
          optional
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
      ) : null}
      <div className={css['acts']}>
        {chosen.state === 'draft' ? (
          <Button kind="primary" busy={act.busy} onClick={() => void decide('schedule')}>
            {text.schedule.act}
          </Button>
        ) : null}
        <Button kind="danger" onClick={() => void decide('withdraw')}>
          {chosen.state === 'draft' ? text.withdraw.draft : text.withdraw.scheduled}
        </Button>
      </div>
    </div>
  );
}
