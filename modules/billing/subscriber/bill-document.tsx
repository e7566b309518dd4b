import {
  Banner,
  Facts,
  PageHead,
  Section,
  Table,
  useFormat,
  useWords,
  type Column,
  type Format,
} from '@telink/ui';
import type { InvoiceSummaryView, InvoiceView } from '../contract.ts';
import { StateChip } from './bill-rows.tsx';
import css from './bills.module.css';
import { CallsPart } from './calls-part.tsx';
import { DisputesPart } from './disputes-part.tsx';
import { HappenedPart } from './happened-part.tsx';
import { LatePart } from './late-part.tsx';
import { PayPart } from './pay-part.tsx';
import { amount, kronor, lineName, monthOf, noon, periodText, quantityText } from './say.ts';
import { Totals } from './totals.tsx';
import { WhyLine } from './why-line.tsx';
import { words, type BillWords } from './words.ts';

/** The bill as it was sent, and what has happened to it since. */
export function BillDocument({
  bill,
  before,
}: {
  readonly bill: InvoiceView;
  readonly before: InvoiceSummaryView | undefined;
}) {
  const said = useWords(words);
  const format = useFormat();
  const date = (day: string): string => format.date(noon(day));
  const number = bill.kind === 'invoice' ? said.invoice(bill.number) : said.creditNote(bill.number);
  return (
    <article className={css['document']}>
      <PageHead
        title={monthOf(format, bill.month)}
        above={`${number} · ${said.issued(date(bill.issuedOn))}`}
        lead={
          bill.credits === undefined
            ? undefined
            : `${said.creditOf(bill.credits.number, date(bill.credits.issuedOn))} ${bill.credits.reason}`
        }
        focus
      >
        {bill.state === 'to-pay' || bill.state === 'credit-note' ? undefined : (
          <StateChip state={bill.state} />
        )}
      </PageHead>
      <PayPart bill={bill} />
      <Differs bill={bill} before={before} />
      <Table
        caption={said.table}
        rows={bill.lines}
        rowKey={({ line }) => String(line)}
        columns={columnsOf(bill, said, format)}
      />
      <Totals bill={bill} />
      {bill.allowances.length === 0 ? null : (
        <Section title={said.allowances} className={css['part']}>
          <Facts
            items={bill.allowances.map(({ used, included, unit, ...rest }) => [
              <span key="name" lang={bill.language}>
                {lineName(rest)}
              </span>,
              said.allowance(format.count(used), quantityText(format, said, { count: included, unit })),
            ])}
          />
        </Section>
      )}
      <HappenedPart bill={bill} />
      <DisputesPart bill={bill} />
      <LatePart bill={bill} />
      <CallsPart bill={bill} />
      <p className={css['kept']}>
        {bill.lines.some(({ kind }) => kind === 'usage') && bill.kind === 'invoice'
          ? `${bill.kept.callsUntil === null ? said.kept.calls(format.count(bill.kept.callsDays)) : said.kept.callsOn(date(bill.kept.callsUntil))} `
          : null}
        {said.kept.invoice(date(bill.kept.until))}
      </p>
    </article>
  );
}

function columnsOf(
  bill: InvoiceView,
  said: BillWords,
  format: Format,
): readonly Column<InvoiceView['lines'][number]>[] {
  return [
    {
      key: 'what',
      head: said.what,
      rowHead: true,
      cell: (line) => (
        <span className={css['what']}>
          <span lang={bill.language}>{lineName(line)}</span>
          <WhyLine line={line} bill={bill} />
        </span>
      ),
    },
    {
      key: 'when',
      head: said.when,
      wide: true,
      cell: ({ period }) => <span className={css['muted']}>{periodText(format, period)}</span>,
    },
    {
      key: 'amount',
      head: bill.basis === 'with-vat' ? said.withVat : said.withoutVat,
      number: true,
      cell: ({ amountOre }) => amount(format, amountOre),
    },
  ];
}

function Differs({
  bill,
  before,
}: {
  readonly bill: InvoiceView;
  readonly before: InvoiceSummaryView | undefined;
}) {
  const said = useWords(words);
  const format = useFormat();
  if (bill.differs.length === 0) return null;
  const by = before === undefined ? 0 : bill.payableOre - before.payableOre;
  const month = before === undefined ? '' : format.month(noon(`${before.month}-01`)).replace(/ \d{4}$/u, '');
  const size = kronor(format, Math.abs(by));
  return (
    <Banner
      kind="explain"
      icon="scale"
      className={css['differs']}
      fact={
        before === undefined
          ? said.differs
          : by === 0
            ? said.same(month)
            : by > 0
              ? said.more(size, month)
              : said.less(size, month)
      }
    >
      <span lang={bill.language}>{bill.differs.join(' ')}</span>
    </Banner>
  );
}
