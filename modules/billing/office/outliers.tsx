import { Link, Table, useFormat, useWords } from '@telink/ui';
import type { Outlier, RunDetail } from '../pure/office-contract.ts';
import css from './billing.module.css';
import { dayIn, monthBefore } from './month.ts';
import { words } from './words.ts';

/** Whose invoice differs most from the month before. By the random id; who it is, a case opens. */
export function Outliers({ run }: { readonly run: RunDetail }) {
  const { runs: text } = useWords(words);
  const format = useFormat();
  if (run.state === 'drafting' || run.state === 'drafted') return null;
  return (
    <>
      <Table<Outlier>
        caption={text.outliers}
        rows={run.outliers}
        rowKey={(row) => row.customer}
        empty={text.noOutliers}
        columns={[
          { key: 'customer', head: text.outliers, rowHead: true, cell: whoCell },
          {
            key: 'before',
            head: format.month(dayIn(monthBefore(run.month))),
            number: true,
            wide: true,
            cell: (row) => format.amount(BigInt(row.beforeOre)),
          },
          {
            key: 'now',
            head: format.month(dayIn(run.month)),
            number: true,
            cell: (row) => format.amount(BigInt(row.nowOre)),
          },
          { key: 'difference', head: text.difference, number: true, cell: differenceCell },
        ]}
      />
      {run.outlierCount > run.outliers.length ? (
        <p className={css['muted']}>{text.more20(format.count(run.outlierCount))}</p>
      ) : null}
    </>
  );
}

/** The first characters of the id tell one from another in a list of twenty. */
const short = (customer: string): string => customer.slice(0, 8);

function Who({ row }: { readonly row: Outlier }) {
  const { runs: text } = useWords(words);
  return (
    <span className={css['who']}>
      <Link href={`/kunder/${row.customer}`} aria-label={text.open(short(row.customer))}>
        {short(row.customer)}
      </Link>
      <small>{row.detail ?? text.why[row.why]}</small>
    </span>
  );
}

function Difference({ row }: { readonly row: Outlier }) {
  const format = useFormat();
  const by = row.nowOre - row.beforeOre;
  return (
    <span className={row.why === 'more' || row.why === 'refused' ? css['up'] : undefined}>
      {by > 0 ? '+' : ''}
      {format.amount(BigInt(by))}
    </span>
  );
}

const whoCell = (row: Outlier) => <Who row={row} />;
const differenceCell = (row: Outlier) => <Difference row={row} />;
