import {
  Amount,
  Empty,
  ErrorNote,
  LinkButton,
  Page,
  PageHead,
  Skeleton,
  useFormat,
  useWords,
} from '@telink/ui';
import { useEffect } from 'react';
import type { InvoiceSummaryView } from '../contract.ts';
import { BillRows } from './bill-rows.tsx';
import css from './bills.module.css';
import { NotYours } from './not-yours.tsx';
import { figure, kronor, noon } from './say.ts';
import { useLoaded } from './use-bills.ts';
import { words } from './words.ts';

/** «Fakturor»: what is to pay now, and every bill there has been. */
export default function BillsScreen() {
  const said = useWords(words);
  const { state, again } = useLoaded<readonly InvoiceSummaryView[]>('/api/invoices');
  useEffect(() => {
    document.title = `${said.title} · Telink`;
  }, [said.title]);
  return (
    <Page>
      <PageHead title={said.title} focus />
      {state.status === 'loading' ? <Skeleton rows={4} kind="mail" label={said.loading} /> : null}
      {state.status === 'failed' ? (
        state.code === 'forbidden' ? (
          <NotYours />
        ) : (
          <ErrorNote title={said.failed.fact} onRetry={again}>
            {said.failed.rest}
          </ErrorNote>
        )
      ) : null}
      {state.status === 'there' ? (
        state.value.length === 0 ? (
          <Empty icon="receipt">{said.none}</Empty>
        ) : (
          <div className={css['bills']}>
            <ToPayNow list={state.value} />
            <BillRows list={state.value} />
          </div>
        )
      ) : null}
    </Page>
  );
}

/** The figure people come for: what is open, without what waits for an answer. */
function ToPayNow({ list }: { readonly list: readonly InvoiceSummaryView[] }) {
  const said = useWords(words);
  const format = useFormat();
  const open = list.filter((bill) => bill.openOre - bill.disputedOre > 0);
  const first = open.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0];
  const due = open.reduce((sum, bill) => sum + bill.openOre - bill.disputedOre, 0);
  const waits = list.reduce((sum, bill) => sum + bill.disputedOre, 0);
  if (first === undefined)
    return (
      <p className={css['calm']}>
        {said.nothingNow}
        {waits > 0 ? ` ${said.waitingApart(kronor(format, waits))}` : null}
      </p>
    );
  const late = first.state === 'overdue';
  const day = format.longDate(noon(first.dueOn));
  return (
    <div className={css['now']}>
      <div>
        <Amount label={said.toPayNow} {...figure(format, due)} />
        <p className={css['note']}>
          {open.length === 1
            ? late
              ? said.wasDue(day)
              : said.payBy(day)
            : late
              ? said.severalLate(format.count(open.length), day)
              : said.severalFirst(format.count(open.length), day)}
          {waits > 0 ? ` ${said.waitingApart(kronor(format, waits))}` : null}
        </p>
      </div>
      <LinkButton href={`/fakturor/${first.id}`} kind="primary">
        {open.length === 1 ? said.show : said.showFirst}
      </LinkButton>
    </div>
  );
}
