import { Chip, Link, Table, useFormat, useWords } from '@telink/ui';
import type { PaymentsView } from '../pure/office-contract.ts';
import css from './billing.module.css';
import { noonOf } from './month.ts';
import { words } from './words.ts';

type LateRow = PaymentsView['late'][number];
type MatchedRow = PaymentsView['matched'][number];
type FileRow = PaymentsView['files'][number];

/** Unpaid after their day, the oldest first, with the step of the demand. */
export function Late({ rows }: { readonly rows: readonly LateRow[] }) {
  const { payments: text } = useWords(words);
  const format = useFormat();
  return (
    <Table<LateRow>
      caption={text.late}
      rows={rows}
      rowKey={(row) => row.invoice}
      columns={[
        { key: 'number', head: text.number, rowHead: true, cell: (row) => row.invoice },
        { key: 'customer', head: text.customer, wide: true, cell: customerCell },
        { key: 'due', head: text.due, number: true, cell: (row) => format.shortDate(noonOf(row.dueOn)) },
        {
          key: 'left',
          head: text.left,
          number: true,
          cell: (row) => format.amount(BigInt(row.openOre)),
        },
        { key: 'step', head: text.step, cell: stepCell },
      ]}
    />
  );
}

/** The last payments that found their invoice. */
export function Matched({ rows }: { readonly rows: readonly MatchedRow[] }) {
  const { payments: text } = useWords(words);
  const format = useFormat();
  return (
    <Table<MatchedRow>
      caption={text.matched}
      rows={rows}
      rowKey={(row) => row.payment}
      columns={[
        { key: 'number', head: text.number, rowHead: true, cell: (row) => row.invoice ?? '–' },
        { key: 'day', head: text.day, number: true, cell: (row) => format.shortDate(noonOf(row.paidOn)) },
        { key: 'sum', head: text.sum, number: true, cell: (row) => format.amount(BigInt(row.ore)) },
        { key: 'outcome', head: text.outcome, cell: outcomeCell },
      ]}
    />
  );
}

export function PaymentFiles({ rows }: { readonly rows: readonly FileRow[] }) {
  const { payments: text } = useWords(words);
  const format = useFormat();
  return (
    <Table<FileRow>
      caption={text.files}
      rows={rows}
      rowKey={(row) => `${row.name} ${row.importedAt}`}
      columns={[
        { key: 'file', head: text.file, rowHead: true, cell: (row) => row.name },
        {
          key: 'when',
          head: text.when,
          wide: true,
          cell: (row) => format.moment(new Date(row.importedAt), Date.now()),
        },
        { key: 'count', head: text.count, number: true, cell: (row) => format.count(row.payments) },
        { key: 'sum', head: text.sum, number: true, cell: (row) => format.amount(BigInt(row.ore)) },
      ]}
    />
  );
}

function Customer({ id }: { readonly id: string }) {
  return <Link href={`/kunder/${id}`}>{id.slice(0, 8)}</Link>;
}

function Step({ row }: { readonly row: LateRow }) {
  const { payments: text } = useWords(words);
  const format = useFormat();
  const step = text.steps[row.step];
  return (
    <>
      {row.stepOn === null ? step : text.stepOn(step, format.shortDate(noonOf(row.stepOn)))}{' '}
      {row.disputed ? <Chip kind="warn">{text.disputed}</Chip> : null}
    </>
  );
}

function Outcome({ row }: { readonly row: MatchedRow }) {
  const { payments: text } = useWords(words);
  const format = useFormat();
  return (
    <span className={css['who']}>
      {text.outcomes[row.outcome]}
      {row.heldOre > 0 ? <small>{text.held(format.kronor(BigInt(row.heldOre), true))}</small> : null}
    </span>
  );
}

const customerCell = (row: LateRow) => <Customer id={row.customer} />;
const stepCell = (row: LateRow) => <Step row={row} />;
const outcomeCell = (row: MatchedRow) => <Outcome row={row} />;
