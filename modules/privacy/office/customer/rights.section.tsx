import { ask, useAct, useLoaded, type SectionProps } from '#office/staff';
import { Banner, Button, ErrorNote, Section, showToast, Skeleton, useLanguage, useWords } from '@telink/ui';
import { useRef, useState, type RefObject } from 'react';
import type { Holdable, OfficeAtCustomer } from '#contract/privacy';
import { HoldForm } from '../erase/hold-form.tsx';
import { FrozenTable } from '../restrict/frozen-table.tsx';
import { PlaceForm } from '../restrict/place-form.tsx';
import { ReviewQueue } from '../restrict/review-queue.tsx';
import css from './rights.module.css';
import { words } from './words.ts';

/** What the people at one customer have asked for and written, and what is done about it: answered, frozen, kept back. */
export default function RightsSection({ customer, people }: SectionProps) {
  const said = useWords(words);
  const { state, again } = useLoaded<OfficeAtCustomer>(`/api/office/privacy/restrict/${customer}`);
  const act = useAct();
  const [open, setOpen] = useState<'freeze' | 'hold'>();
  const freezeButton = useRef<HTMLButtonElement>(null);
  const holdButton = useRef<HTMLButtonElement>(null);
  const send = (path: string, body: object, done: string): Promise<boolean> =>
    act.run(async () => {
      await ask('POST', `/api/office/privacy/${path}`, body);
      showToast({ text: done });
      again();
    });
  const close = (button: RefObject<HTMLButtonElement | null>): void => {
    setOpen(undefined);
    button.current?.focus();
  };
  return (
    <Section title={said.title}>
      <div className={css['stack']}>
        <p className={css['muted']}>{said.lead}</p>
        <div className={css['acts']}>
          {(['freeze', 'hold'] as const).map((name) => (
            <Button
              key={name}
              ref={name === 'freeze' ? freezeButton : holdButton}
              icon={name === 'freeze' ? 'snowflake' : 'lock'}
              aria-expanded={open === name}
              onClick={() => setOpen(open === name ? undefined : name)}
            >
              {said[name]}
            </Button>
          ))}
        </div>
        {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
        {open === 'freeze' ? (
          <PlaceForm
            customer={customer}
            people={people}
            busy={act.busy}
            send={send}
            onClose={() => close(freezeButton)}
          />
        ) : null}
        {open === 'hold' ? (
          <Hold customer={customer} people={people} onClose={() => close(holdButton)} />
        ) : null}
        {state.status === 'loading' ? <Skeleton label={said.loading} rows={2} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {state.status === 'there' ? (
          <>
            <ReviewQueue waiting={state.value} onAnswered={again} />
            {state.value.restrictions.length === 0 ? null : (
              <FrozenTable
                rows={state.value.restrictions}
                notes={state.value.words}
                busy={act.busy}
                send={send}
              />
            )}
          </>
        ) : null}
      </div>
    </Section>
  );
}

function Hold({ onClose, ...whose }: SectionProps & { readonly onClose: () => void }) {
  const said = useWords(words);
  const { language } = useLanguage();
  const { state, again } = useLoaded<Holdable>(`/api/office/privacy/holdable?language=${language}`);
  if (state.status === 'failed') return <ErrorNote title={said.failed} onRetry={again} />;
  return state.status === 'there' ? (
    <HoldForm {...whose} {...state.value} onClose={onClose} />
  ) : (
    <Skeleton label={said.loading} rows={4} />
  );
}
