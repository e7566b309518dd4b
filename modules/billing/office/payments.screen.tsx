import { ask, useAct, useLoaded } from '#office/staff';
import {
  Banner,
  Button,
  Empty,
  ErrorNote,
  Page,
  PageHead,
  Section,
  showToast,
  Skeleton,
  useWords,
} from '@telink/ui';
import { useState } from 'react';
import type { DunnedView, PaymentsView } from '../pure/office-contract.ts';
import css from './billing.module.css';
import { PaymentFiles, Late, Matched } from './payment-tables.tsx';
import { ReadBgMax } from './read-bgmax.tsx';
import { Unmatched } from './unmatched.tsx';
import { words } from './words.ts';

/** What came from the bank, what of it nobody can place, and what is late. */
export default function PaymentsScreen() {
  const said = useWords(words);
  const text = said.payments;
  const { state, again } = useLoaded<PaymentsView>('/api/office/billing/payments');
  const [reading, setReading] = useState(false);
  const act = useAct();
  const dun = (): Promise<boolean> =>
    act.run(async () => {
      const { taken } = await ask<DunnedView>('POST', '/api/office/billing/dunning');
      showToast({ text: text.dunned(taken) });
      again();
    });
  return (
    <Page>
      <title>{`${text.title} · Telink`}</title>
      <PageHead title={text.title} focus>
        <Button icon="upload" aria-expanded={reading} onClick={() => setReading(!reading)}>
          {text.open}
        </Button>
      </PageHead>
      <div className={css['stack']}>
        {reading ? <ReadBgMax onRead={again} /> : null}
        {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
        {state.status === 'loading' ? <Skeleton label={said.loading} kind="table" rows={6} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {state.status === 'there' ? (
          <>
            <Section title={text.queue}>
              {state.value.unmatched.length === 0 ? (
                <Empty icon="circle-check">{text.queueNone}</Empty>
              ) : (
                <Unmatched payments={state.value.unmatched} onSettled={again} />
              )}
            </Section>
            <Section
              title={text.late}
              end={
                state.value.late.length === 0 ? undefined : (
                  <Button size="small" busy={act.busy} onClick={() => void dun()}>
                    {text.dun}
                  </Button>
                )
              }
            >
              {state.value.late.length === 0 ? (
                <Empty icon="clock">{text.lateNone}</Empty>
              ) : (
                <Late rows={state.value.late} />
              )}
            </Section>
            <div className={css['cols']}>
              <Section title={text.matched}>
                {state.value.matched.length === 0 ? (
                  <Empty icon="landmark">{text.matchedNone}</Empty>
                ) : (
                  <Matched rows={state.value.matched} />
                )}
              </Section>
              {state.value.files.length === 0 ? null : (
                <Section title={text.files}>
                  <PaymentFiles rows={state.value.files} />
                </Section>
              )}
            </div>
          </>
        ) : null}
      </div>
    </Page>
  );
}
