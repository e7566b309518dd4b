import { ask, useAct } from '#office/staff';
import type { IncidentClosed, IncidentView } from '#contract/privacy';
import { Button, TextArea, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import css from './incident.module.css';
import { words } from './words.ts';

/** What came of it. The server refuses while a clock has no answer; here it is said at once. */
export function CloseForm({
  view,
  onClosed,
}: {
  readonly view: IncidentView;
  readonly onClosed: () => void;
}) {
  const said = useWords(words);
  const act = useAct();
  const [conclusion, setConclusion] = useState('');
  const close = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (conclusion.trim() === '') return act.say(said.conclusionMissing);
    await act.run(async () => {
      const body = { conclusion: conclusion.trim() };
      const closed = await ask<IncidentClosed>('POST', `/api/office/incidents/${view.id}/close`, body);
      if (closed.ok) onClosed();
      else act.say(said.unanswered);
    });
  };
  return (
    <form className={css['answer']} noValidate onSubmit={(event) => void close(event)}>
      <TextArea
        label={said.conclusion}
        value={conclusion}
        maxLength={4000}
        error={act.problem}
        onChange={setConclusion}
      />
      <div className={css['acts']}>
        <Button type="submit" busy={act.busy}>
          {said.close}
        </Button>
      </div>
    </form>
  );
}
