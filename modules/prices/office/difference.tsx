import { useLoaded } from '#office/staff';
import { ErrorNote, Skeleton, Table, useFormat, useWords } from '@telink/ui';
import type { DiffView } from '../pure/office-contract.ts';
import css from './prices.module.css';
import { words } from './words.ts';

type Change = DiffView['changes'][number];
const SHOWN = 100;

/** What one version says otherwise than another, row by row. */
export function Difference({ from, to }: { readonly from: string; readonly to: string }) {
  const text = useWords(words);
  const format = useFormat();
  const query = new URLSearchParams({ a: from, b: to });
  const { state, again } = useLoaded<DiffView>(`/api/office/prices/diff?${query.toString()}`);
  if (state.status === 'loading') return <Skeleton label={text.loading} kind="table" rows={3} />;
  if (state.status === 'failed') return <ErrorNote title={text.failed} onRetry={again} />;
  const { facts, changes, added, removed, changed, up, down } = state.value;
  if (changes.length === 0 && facts.length === 0) return <p className={css['muted']}>{text.diff.same}</p>;
  const all = added + removed + changed;
  return (
    <>
      <p className={css['muted']}>
        {text.diff.told(format.count(up), format.count(down), format.count(added), format.count(removed))}{' '}
        {facts
          .map((cell) =>
            text.diff.cell(cell.column, cell.before || text.diff.empty, cell.after || text.diff.empty),
          )
          .join(', ')}
      </p>
      {changes.length === 0 ? null : (
        <Table<Change>
          caption={text.diff.title(from)}
          rows={changes.slice(0, SHOWN)}
          rowKey={(row) => `${row.table} ${row.key} ${row.what}`}
          columns={[
            { key: 'row', head: text.diff.row, rowHead: true, cell: (row) => row.key },
            { key: 'change', head: text.diff.change, cell: changeCell },
            { key: 'percent', head: text.diff.percent, number: true, cell: percentCell },
          ]}
        />
      )}
      {all > SHOWN ? <p className={css['muted']}>{text.diff.more(format.count(all - SHOWN))}</p> : null}
    </>
  );
}

function Cells({ row }: { readonly row: Change }) {
  const text = useWords(words);
  if (row.what !== 'changed') return text.diff.whats[row.what];
  return (
    <span className={css['cells']}>
      {row.cells.map(({ column, before, after }) => (
        <span key={column}>
          {text.diff.cell(column, before || text.diff.empty, after || text.diff.empty)}
        </span>
      ))}
    </span>
  );
}

function Percent({ permille }: { readonly permille: number | undefined }) {
  const { language } = useFormat();
  if (permille === undefined) return null;
  const told = Math.abs(permille / 10).toLocaleString(language);
  return (
    <span className={permille > 0 ? css['up'] : undefined}>
      {permille > 0 ? '+' : '−'}
      {told} %
    </span>
  );
}

const changeCell = (row: Change) => <Cells row={row} />;
const percentCell = (row: Change) => <Percent permille={row.permille} />;
