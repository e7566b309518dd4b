import { FieldError } from '@telink/ui';
import css from './problem-line.module.css';

/** What went wrong with a whole form; the region stands before the words do, or they are not read. */
export function ProblemLine({ children }: { readonly children: string | undefined }) {
  return (
    <div aria-live="assertive" className={css['line']}>
      {children === undefined ? null : <FieldError>{children}</FieldError>}
    </div>
  );
}
