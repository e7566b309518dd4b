import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import css from './notice.module.css';

/** Birch: Telink says why, in plain words. Nothing else lies on birch. */
export function Explain({
  title,
  end,
  children,
  className,
}: {
  readonly title?: ReactNode | undefined;
  readonly end?: ReactNode | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return (
    <section className={cx(css['explainSheet'], className)}>
      {title === undefined ? null : (
        <div className={css['explainHead']}>
          <h3>{title}</h3>
          {end}
        </div>
      )}
      {children}
    </section>
  );
}

/** How an amount or a decision came to be: each step what, why and how much; the last is the sum. */
export function Steps({
  steps,
}: {
  readonly steps: readonly {
    readonly what: ReactNode;
    readonly why?: ReactNode | undefined;
    readonly value?: ReactNode | undefined;
  }[];
}) {
  return (
    <ol className={css['steps']}>
      {steps.map((step, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the order of the steps is what they are
        <li key={index}>
          <span>{step.what}</span>
          <span className={css['value']}>{step.value}</span>
          {step.why === undefined ? null : <span className={css['why']}>{step.why}</span>}
        </li>
      ))}
    </ol>
  );
}
