import { ask, CallFailed, useAct, useLoaded } from '#office/staff';
import { Button, ErrorNote, Facts, FieldError, showToast, Skeleton, TextArea, useWords } from '@telink/ui';
import { useState } from 'react';
import type { ReviewList, ReviewView } from '#contract/privacy';
import css from './review.module.css';
import { words } from './words.ts';

interface Reviewing {
  readonly waiting: ReviewList['waiting'][number];
  readonly onClose: () => void;
  readonly onSettled: () => void;
}

/** One wish, once its customer is open: what stands, what is wanted, and the decision with its ground. */
export function OneReview(given: Reviewing) {
  const said = useWords(words);
  const { customer, person, id } = given.waiting;
  const path = `/api/office/privacy/corrections/${customer}/${person}/${id}`;
  const { state, again } = useLoaded<ReviewView>(path);
  if (state.status === 'loading') return <Skeleton label={said.loading} rows={3} />;
  if (state.status === 'failed')
    return state.error instanceof CallFailed && state.error.code === 'case-needed' ? (
      <OpenFirst customer={customer} onOpened={again} />
    ) : (
      <ErrorNote title={said.failed} onRetry={again} />
    );
  return <Decide {...given} path={path} view={state.value} />;
}

/** The reason is the request itself; it is in the person's log of who looked (promise protection.5). */
function OpenFirst({ customer, onOpened }: { readonly customer: string; readonly onOpened: () => void }) {
  const said = useWords(words);
  const act = useAct();
  const open = (): Promise<boolean> =>
    act.run(async () => {
      await ask('POST', `/api/office/customers/${customer}/case`, {
        reason: 'rights-request',
        note: said.note,
      });
      onOpened();
    });
  return (
    <div className={css['form']}>
      <div className={css['acts']}>
        <Button kind="primary" busy={act.busy} onClick={() => void open()}>
          {said.open}
        </Button>
      </div>
      <div aria-live="polite">
        {act.problem === undefined ? null : <FieldError>{act.problem}</FieldError>}
      </div>
    </div>
  );
}

function Decide({
  path,
  view,
  onClose,
  onSettled,
}: Reviewing & { readonly path: string; readonly view: ReviewView }) {
  const said = useWords(words);
  const [ground, setGround] = useState('');
  const [missing, setMissing] = useState(false);
  const act = useAct();
  const decide = (decision: 'accept' | 'refuse'): void => {
    setMissing(ground.trim() === '');
    if (ground.trim() === '') return;
    void act.run(async () => {
      await ask('POST', path, { decision, ground: ground.trim() });
      showToast({ text: said.done[decision] });
      onSettled();
    });
  };
  return (
    <div className={css['form']}>
      <Facts
        items={[
          [said.held, view.earlier ?? '–'],
          [said.wanted, view.wanted ?? '–'],
          ...(view.words === null ? [] : [[said.words, view.words] as const]),
        ]}
      />
      <TextArea
        label={said.ground}
        hint={said.groundHint}
        rows={2}
        maxLength={2000}
        value={ground}
        onChange={setGround}
        error={missing ? said.needed : act.problem}
      />
      <div className={css['acts']}>
        <Button kind="primary" busy={act.busy} onClick={() => decide('accept')}>
          {said.accept}
        </Button>
        <Button kind="danger" onClick={() => decide('refuse')}>
          {said.refuse}
        </Button>
        <Button onClick={onClose}>{said.close}</Button>
      </div>
    </div>
  );
}
