import { useId, type ReactNode } from 'react';
import { cx } from './cx.ts';
import css from './table.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface Column<R> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: R) => ReactNode;
  /** Right-aligned, tabular. */
  readonly number?: boolean | undefined;
  /** The cell that names its row. The first column when none says so. */
  readonly rowHead?: boolean | undefined;
  /** The cell of the sum line. */
  readonly foot?: ReactNode | undefined;
  /** Left out on phones. */
  readonly wide?: boolean | undefined;
}

export interface TableProps<R> {
  /** Says what the table holds; read out, and drawn only with `showCaption`. */
  readonly caption: string;
  readonly showCaption?: boolean | undefined;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  /** Marks the row an explanation on birch speaks of. */
  readonly explained?: ((row: R) => boolean) | undefined;
  /** Instead of rows when there are none. */
  readonly empty?: ReactNode | undefined;
}

/** Hairlines, no stripes, numbers at the right. Scrolls sideways by itself where it is wider than its pane, with the first column stuck. */
export function Table<R>({
  caption,
  showCaption = false,
  columns,
  rows,
  rowKey,
  explained,
  empty,
}: TableProps<R>) {
  const id = useId();
  const named = Math.max(
    0,
    columns.findIndex((column) => column.rowHead === true),
  );
  const classOf = (column: Column<R>) =>
    cx(column.number === true && css['number'], column.wide === true && css['wide']) || undefined;
  return (
    // A region that scrolls has to be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css['scroll']} role="region" aria-labelledby={id} tabIndex={0}>
      <table className={css['table']}>
        <caption id={id} className={css['caption']}>
          {showCaption ? caption : <VisuallyHidden>{caption}</VisuallyHidden>}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={explained?.(row) === true ? css['explained'] : undefined}>
              {columns.map((column, index) =>
                index === named ? (
                  <th key={column.key} scope="row" className={classOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && empty !== undefined ? (
            <tr>
              <td colSpan={columns.length}>{empty}</td>
            </tr>
          ) : null}
        </tbody>
        {columns.some((column) => column.foot !== undefined) ? (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)}>
                  {column.foot}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}
