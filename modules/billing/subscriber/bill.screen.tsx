import {
  BareLink,
  Empty,
  ErrorNote,
  Icon,
  LinkButton,
  PaneHead,
  Skeleton,
  useFormat,
  useWords,
} from '@telink/ui';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { InvoiceSummaryView, InvoiceView } from '../contract.ts';
import { BillDocument } from './bill-document.tsx';
import { BillRows } from './bill-rows.tsx';
import css from './bills.module.css';
import { DisputeButton } from './dispute-dialog.tsx';
import { NotYours } from './not-yours.tsx';
import { monthOf } from './say.ts';
import { useLoaded } from './use-bills.ts';
import { words } from './words.ts';

/** One bill, with the others beside it where there is room. */
export default function BillScreen() {
  const { invoice = '' } = useParams({ strict: false });
  const said = useWords(words);
  const format = useFormat();
  const list = useLoaded<readonly InvoiceSummaryView[]>('/api/invoices');
  const one = useLoaded<InvoiceView>(`/api/invoices/${encodeURIComponent(invoice)}`);
  const bills = list.state.status === 'there' ? list.state.value : [];
  const bill = one.state.status === 'there' ? one.state.value : undefined;
  const title = bill === undefined ? said.title : monthOf(format, bill.month);
  useEffect(() => {
    document.title = `${title} · ${said.title} · Telink`;
  }, [title, said.title]);
  const changed = (): void => {
    list.again();
    one.again();
  };
  return (
    <div className={css['panes']}>
      <nav className={css['side']} aria-label={said.title}>
        <PaneHead title={<BareLink href="/fakturor">{said.title}</BareLink>} />
        {list.state.status === 'loading' ? <Skeleton rows={4} kind="mail" label={said.loading} /> : null}
        <BillRows list={bills} current={bill?.id ?? invoice} />
      </nav>
      <div className={css['pane']}>
        <PaneHead className={css['tools']}>
          <BareLink href="/fakturor" className={css['back']}>
            <Icon name="chevron-left" />
            <span>{said.back}</span>
          </BareLink>
          {bill === undefined ? null : (
            <>
              <LinkButton
                href={`/api/invoices/${bill.id}/pdf`}
                download={`${bill.number}.pdf`}
                kind="quiet"
                size="small"
                icon="download"
                aria-label={said.pdfOf(bill.number)}
              >
                {said.pdf}
              </LinkButton>
              {bill.kind === 'invoice' ? <DisputeButton bill={bill} onSent={changed} /> : null}
            </>
          )}
        </PaneHead>
        <div className={css['scroll']}>
          {one.state.status === 'loading' ? <Skeleton rows={8} kind="table" label={said.loadingOne} /> : null}
          {one.state.status === 'failed' ? <Failed code={one.state.code} again={one.again} /> : null}
          {bill === undefined ? null : (
            <BillDocument key={bill.id} bill={bill} before={beforeOf(bill, bills)} />
          )}
        </div>
      </div>
    </div>
  );
}

function Failed({ code, again }: { readonly code: string; readonly again: () => void }) {
  const said = useWords(words);
  if (code === 'forbidden') return <NotYours />;
  if (code === 'not-found' || code === 'bad-request')
    return (
      <Empty icon="receipt" act={<LinkButton href="/fakturor">{said.back}</LinkButton>}>
        {said.missing}
      </Empty>
    );
  return (
    <ErrorNote title={said.failedOne.fact} onRetry={again}>
      {said.failedOne.rest}
    </ErrorNote>
  );
}

/** The bill of the month before, which `differs` compares with. */
function beforeOf(bill: InvoiceView, list: readonly InvoiceSummaryView[]): InvoiceSummaryView | undefined {
  const [year = 0, month = 0] = bill.month.split('-').map(Number);
  const before = new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
  return list.find((each) => each.kind === 'invoice' && each.month === before);
}
