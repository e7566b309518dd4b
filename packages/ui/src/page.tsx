import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import css from './page.module.css';

export interface Holding {
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** Snow laid on granite: the one sheet that screens lie on. */
export function Sheet({
  children,
  className,
  as: Tag = 'div',
  label,
}: Holding & { readonly as?: 'div' | 'main' | 'section' | undefined; readonly label?: string | undefined }) {
  return (
    <Tag className={cx(css['sheet'], className)} aria-label={label}>
      {children}
    </Tag>
  );
}

/** A scrolling page inside the sheet. */
export function Page({
  children,
  className,
  narrow = false,
}: Holding & { readonly narrow?: boolean | undefined }) {
  return <div className={cx(css['page'], narrow && css['narrow'], className)}>{children}</div>;
}

/** The head of a pane: 52 high, title at the left, tools at the right. */
export function PaneHead({
  title,
  note,
  children,
  className,
  level = 2,
}: {
  readonly title?: ReactNode | undefined;
  readonly note?: ReactNode | undefined;
  readonly children?: ReactNode | undefined;
  readonly className?: string | undefined;
  readonly level?: 1 | 2 | undefined;
}) {
  const Heading = `h${level}` as const;
  return (
    <header className={cx(css['paneHead'], className)}>
      {title === undefined ? null : (
        <Heading className={css['paneTitle']}>
          {title}
          {note === undefined ? null : <span className={css['paneNote']}>{note}</span>}
        </Heading>
      )}
      {children}
    </header>
  );
}
