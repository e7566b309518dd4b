import { ask, useAct, useLoaded } from '#office/staff';
import { Button, ErrorNote, Facts, showToast, Skeleton, TextField, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import type { Payer, PaymentsView, SettledView } from '../pure/office-contract.ts';
import css from './billing.module.css';
import { noonOf } from './month.ts';
import { wordOf, words } from './words.ts';

type Payment = PaymentsView['unmatched'][number];

/** Payments that name no claim, oldest first. Who paid is opened one by one. */
export function Unmatched({
  payments,
  onSettled,
}: {
  readonly payments: readonly Payment[];
  readonly onSettled: () => void;
}) {
  const { payments: text } = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState<string>();
  return (
    <ul className={css['rows']}>
      {payments.map((payment) => {
        const day = format.shortDate(noonOf(payment.paidOn));
        const sum = `${format.amount(BigInt(payment.ore))} ${payment.currency}`;
        return (
          <li key={payment.payment}>
            <div className={css['row']}>
              <span>
                {day}, {wordOf(text.reasons, payment.reason)}
              </span>
              <b>{sum}</b>
              <Button
                size="small"
                aria-label={text.settleLabel(day, sum)}
                aria-expanded={open === payment.payment}
                onClick={() => setOpen(open === payment.payment ? undefined : payment.payment)}
              >
                {text.settle}
              </Button>
            </div>
            {open === payment.payment ? (
              <Settle
                payment={payment}
                onSettled={() => {
                  setOpen(undefined);
                  onSettled();
                }}
              />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function Settle({ payment, onSettled }: { readonly payment: Payment; readonly onSettled: () => void }) {
  const said = useWords(words);
  const text = said.payments;
  const path = `/api/office/billing/payments/${payment.payment}`;
  const { state, again } = useLoaded<Payer>(`${path}/payer`);
  const [invoice, setInvoice] = useState('');
  const act = useAct();
  const settle = async (to: string): Promise<void> => {
    if (!/^(refund|\d{1,25})$/.test(to)) return act.say(text.invoiceMissing);
    await act.run(async () => {
      const done = await ask<SettledView>('POST', `${path}/settle`, { invoice: to });
      if (!done.ok) return queueMicrotask(() => act.say(wordOf(text.faults, done.reason)));
      showToast({ text: text.settled });
      return onSettled();
    });
  };
  if (state.status === 'loading') return <Skeleton label={said.loading} rows={2} />;
  if (state.status === 'failed') return <ErrorNote title={said.failed} onRetry={again} />;
  const { payer, reference, message } = state.value;
  return (
    <div className={css['settle']}>
      <Facts
        items={[
          [text.payer, payer || '–'],
          [text.reference, reference || '–'],
          [text.message, message || '–'],
        ]}
      />
      <p className={css['muted']}>{text.logged}</p>
      <TextField
        label={text.invoice}
        inputMode="numeric"
        autoComplete="off"
        maxLength={25}
        value={invoice}
        onChange={setInvoice}
        error={act.problem}
      />
      <div className={css['acts']}>
        <Button kind="primary" busy={act.busy} onClick={() => void settle(invoice.trim())}>
          {text.toInvoice}
        </Button>
        <Button kind="danger" onClick={() => void settle('refund')}>
          {text.refund}
        </Button>
      </div>
    </div>
  );
}
