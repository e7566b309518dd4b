import { useState } from 'react';
import { Section, Segments, Select, TextField, useWords } from '@telink/ui';
import type { AutomaticReplies, Mail } from '../engine/types.ts';
import { fromField, toField } from './moments.ts';
import { useLive } from '../use-live.ts';
import { repliesProblem, withPeriod } from './replies.ts';
import { Problem, SaveLine } from './save-line.tsx';
import { SmallEditor } from './small-editor.tsx';
import { useSave } from './use-save.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Answers that go by themselves. */
export function RepliesSection({ mail, start }: { readonly mail: Mail; readonly start: AutomaticReplies }) {
  const words = useWords(settingsWords);
  const { replies: own } = words;
  const [now, setNow] = useState(start);
  const [tried, setTried] = useState(false);
  const [saving, save] = useSave();
  const spelling = useLive(mail.spelling);
  const problem = tried ? repliesProblem(now) : null;
  const change = (part: Partial<AutomaticReplies>): void => setNow((before) => ({ ...before, ...part }));
  const submit = (): void => {
    setTried(true);
    if (repliesProblem(now) === null) void save(() => mail.settings.saveAutomaticReplies(now));
  };
  return (
    <Section title={own.title} className={css['section']}>
      <Segments
        label={own.state}
        value={now.state}
        onChange={(state) =>
          setNow((before) =>
            state === 'scheduled' ? withPeriod({ ...before, state }, Date.now()) : { ...before, state },
          )
        }
        options={[
          { value: 'off', label: own.off },
          { value: 'on', label: own.on },
          { value: 'scheduled', label: own.scheduled },
        ]}
      />
      {now.state === 'scheduled' ? (
        <div className={css['pair']}>
          <TextField
            label={own.from}
            type="datetime-local"
            hint={own.zone(zone)}
            value={toField(now.from)}
            onChange={(text) => change({ from: fromField(text) })}
          />
          <TextField
            label={own.until}
            type="datetime-local"
            value={toField(now.until)}
            error={problem === 'time' ? own.badTime : undefined}
            onChange={(text) => change({ until: fromField(text) })}
          />
        </div>
      ) : null}
      {now.state === 'off' ? null : (
        <>
          <SmallEditor
            label={own.inside}
            html={start.inside}
            spelling={spelling}
            onChange={(inside) => change({ inside })}
          />
          <Problem text={problem === 'empty' ? own.empty : ''} />
          <Select
            label={own.audience}
            value={now.audience}
            onChange={(audience) => change({ audience })}
            options={[
              { value: 'none', label: own.none },
              { value: 'contacts', label: own.contacts },
              { value: 'all', label: own.all },
            ]}
          />
          {now.audience === 'none' ? null : (
            <>
              <SmallEditor
                label={own.outside}
                html={start.outside}
                spelling={spelling}
                onChange={(outside) => change({ outside })}
              />
              <Problem text={problem === 'emptyOutside' ? own.emptyOutside : ''} />
            </>
          )}
        </>
      )}
      <SaveLine saving={saving} onSave={submit} />
    </Section>
  );
}
