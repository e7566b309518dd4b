import { BareLink, Chip, useFormat, useWords, type ChipProps } from '@telink/ui';
import type { InvoiceSummaryView } from '../contract.ts';
import css from './bills.module.css';
import { kronor, monthOf, noon } from './say.ts';
import { words } from './words.ts';

const CHIPS = {
  'to-pay': 'accent',
  overdue: 'bad',
  disputed: 'warn',
  paid: 'ok',
  credited: undefined,
  nothing: undefined,
  'credit-note': undefined,
} as const satisfies Record<InvoiceSummaryView['state'], ChipProps['kind']>;

export function StateChip({ state }: { readonly state: InvoiceSummaryView['state'] }) {
  const said = useWords(words);
  return <Chip kind={CHIPS[state]}>{said.state[state]}</Chip>;
}

/** Every bill, newest first, each a way to itself. */
export function BillRows({
  list,
  current,
}: {
  readonly list: readonly InvoiceSummaryView[];
  readonly current?: string | undefined;
}) {
  return (
    <ul className={css['rows']}>
      {list.map((bill) => (
        <li key={bill.id}>
          <BillRow bill={bill} current={bill.id === current} />
        </li>
      ))}
    </ul>
  );
}

function BillRow({ bill, current }: { readonly bill: InvoiceSummaryView; readonly current: boolean }) {
  const format = useFormat();
  return (
    <BareLink
      href={`/fakturor/${bill.id}`}
      className={css['row']}
      {...(current ? { 'aria-current': 'page' as const } : {})}
    >
      <b>{monthOf(format, bill.month)}</b>
      <span className={css['figure']}>
        {kronor(format, bill.kind === 'credit-note' ? -bill.payableOre : bill.payableOre)}
      </span>
      <span className={css['second']}>
        {bill.number} · <Fate bill={bill} />
      </span>
      <StateChip state={bill.state} />
    </BareLink>
  );
}

function Fate({ bill }: { readonly bill: InvoiceSummaryView }) {
  const said = useWords(words);
  const format = useFormat();
  const day = (date: string): string => format.shortDate(noon(date));
  switch (bill.state) {
    case 'to-pay':
      return said.due(day(bill.dueOn));
    case 'overdue':
      return said.fellDue(day(bill.dueOn));
    case 'disputed':
      return said.left(kronor(format, bill.openOre));
    case 'paid':
      return bill.paidOn === null ? said.issued(day(bill.issuedOn)) : said.paidOn(day(bill.paidOn));
    default:
      return said.issued(day(bill.issuedOn));
  }
}
