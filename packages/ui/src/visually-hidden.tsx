import type { ReactNode } from 'react';
import css from './visually-hidden.module.css';

/** Read out, not drawn. */
export function VisuallyHidden({
  id,
  children,
}: {
  readonly id?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <span id={id} className={css['hidden']}>
      {children}
    </span>
  );
}
