import { ask, CallFailed, useAct, useLoaded, useOpenedAt } from '#office/staff';
import {
  Banner,
  Button,
  ErrorNote,
  Segments,
  Select,
  showToast,
  Skeleton,
  TextArea,
  useFormat,
  useWords,
} from '@telink/ui';
import { useState } from 'react';
import { OUTCOMES, type BoardRow, type OfficeRequestView, type Outcome } from '#contract/privacy';
import css from './board.module.css';
import { words } from './words.ts';

/** One request, opened: what was said, its log, and what can be done. Opening it is itself in the person's log. */
export function OneRequest({
  row,
  onClose,
  onChanged,
}: {
  readonly row: BoardRow;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const said = useWords(words);
  const format = useFormat();
  const text = said.one;
  const now = useOpenedAt();
  const path = `/api/office/privacy/requests/${row.customer}/${row.id}`;
  const { state, again } = useLoaded<OfficeRequestView>(path);
  const day = (iso: string): string => format.date(new Date(`${iso}T12:00:00`));
  return (
    <section className={css['panel']} aria-label={text.title(said.kinds[row.kind])}>
      <h2>{text.title(said.kinds[row.kind])}</h2>
      {state.status === 'loading' ? <Skeleton label={said.loading} rows={3} /> : null}
      {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
      {state.status === 'there' ? (
        <>
          <p className={css['words']}>
            {state.value.text === null || state.value.text === '' ? text.noWords : state.value.text}
          </p>
          <p className={css['muted']}>
            {text.facts(said.channels[row.channel], said.hats[row.hat], said.proofs[row.proof])}{' '}
            {text.target(day(row.target), day(row.latest))}
          </p>
          <ol className={css['log']} aria-label={text.log}>
            {state.value.log.map((line) => (
              <li key={`${line.at} ${line.what}`}>
                <time dateTime={line.at}>{format.moment(new Date(line.at), now)}</time>
                <div>
                  {text.steps[line.what]}
                  {line.note === null ? null : <span className={css['under']}>{line.note}</span>}
                </div>
              </li>
            ))}
          </ol>
          <Banner kind="explain" icon="eye" fact={text.seen} />
          <Acts path={path} row={row} onClose={onClose} onChanged={onChanged} />
        </>
      ) : null}
    </section>
  );
}

type ActName = 'answer' | 'extend' | 'pause' | 'resume';

function Acts({
  path,
  row,
  onClose,
  onChanged,
}: {
  readonly path: string;
  readonly row: BoardRow;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const { one: text } = useWords(words);
  const act = useAct();
  const [doing, setDoing] = useState<ActName>('answer');
  const [outcome, setOutcome] = useState<Outcome>('granted');
  const [words_, setWords] = useState('');
  const offered: readonly ActName[] = [
    'answer',
    ...(row.extended ? [] : ['extend' as const]),
    row.state === 'paused' ? 'resume' : 'pause',
  ];
  const send = async (): Promise<void> => {
    if (doing !== 'resume' && words_.trim().length < 10) return act.say(text.short);
    const body = {
      answer: { outcome, text: words_ },
      extend: { reason: words_ },
      pause: { reason: words_ },
      resume: {},
    }[doing];
    await act.run(async () => {
      try {
        await ask('POST', `${path}/${doing}`, body);
      } catch (error) {
        if (!(error instanceof CallFailed) || error.code !== 'conflict') throw error;
        // After the act, which clears what was said before it.
        return queueMicrotask(() => act.say(text.conflict));
      }
      showToast({ text: text.done });
      onChanged();
    });
  };
  const hints = { answer: text.answerHint, extend: text.extendHint, pause: text.pauseHint, resume: '' };
  return (
    <>
      <Segments
        label={text.act}
        value={doing}
        onChange={setDoing}
        options={offered.map((value) => ({ value, label: text.acts[value] }))}
      />
      {doing === 'answer' ? (
        <Select
          label={text.outcome}
          value={outcome}
          onChange={setOutcome}
          options={OUTCOMES.map((value) => ({ value, label: text.outcomes[value] }))}
        />
      ) : null}
      {doing === 'resume' ? null : (
        <TextArea
          label={doing === 'answer' ? text.answer : text.reason}
          hint={hints[doing]}
          rows={5}
          maxLength={doing === 'answer' ? 20_000 : 2000}
          value={words_}
          onChange={setWords}
        />
      )}
      <div aria-live="polite">
        {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
      </div>
      <div className={css['acts']}>
        <Button kind="primary" busy={act.busy} onClick={() => void send()}>
          {doing === 'resume' ? text.acts.resume : text.send}
        </Button>
        <Button onClick={onClose}>{text.close}</Button>
      </div>
    </>
  );
}
