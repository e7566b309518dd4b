import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import css from './row.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';
import { useWords } from './words/language.tsx';
import { createWords } from './words/create-words.ts';

const words = createWords({ sv: { unread: 'Oläst' }, en: { unread: 'Unread' } });

export interface RowLook {
  readonly unread?: boolean | undefined;
  readonly selected?: boolean | undefined;
}

/** The class of a row of a list, for the element that is the list item itself (`data-selected`, `data-focus-visible` and :hover are drawn). */
export function rowClass({ unread = false, selected = false }: RowLook, className?: string): string {
  return cx(css['row'], unread && css['unread'], selected && css['selected'], className);
}

export interface RowBodyProps {
  readonly unread?: boolean | undefined;
  /** Avatar 32, or the check box of a multiple selection. */
  readonly lead: ReactNode;
  readonly title: ReactNode;
  /** Beside the title: a thread's count. */
  readonly count?: ReactNode | undefined;
  /** At the right of the title. */
  readonly time?: ReactNode | undefined;
  readonly second?: ReactNode | undefined;
  /** At the right of the second line: flag, paper clip, calendar. */
  readonly marks?: ReactNode | undefined;
  readonly third?: ReactNode | undefined;
}

/** The inside of a list row: dot · avatar · three lines; one line of 34 pixels in compact density. */
export function RowBody({ unread = false, lead, title, count, time, second, marks, third }: RowBodyProps) {
  const said = useWords(words);
  return (
    <>
      <span className={css['dot']}>{unread ? <VisuallyHidden>{said.unread}</VisuallyHidden> : null}</span>
      <span className={css['lead']}>{lead}</span>
      <span className={css['lines']}>
        <span className={css['who']}>
          <span className={css['cut']}>{title}</span>
          {count}
          {time === undefined ? null : <span className={css['time']}>{time}</span>}
        </span>
        <span className={css['second']}>
          <span className={css['cut']}>{second}</span>
          {marks === undefined ? null : <span className={css['marks']}>{marks}</span>}
        </span>
        {third === undefined ? null : <span className={cx(css['third'], css['cut'])}>{third}</span>}
      </span>
    </>
  );
}

/** A day or a group between rows. */
export function RowGroup({ children }: { readonly children: ReactNode }) {
  return <div className={css['group']}>{children}</div>;
}
