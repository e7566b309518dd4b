import { type ReactNode, type Ref, useEffect, useRef } from 'react';
import { cx } from './cx.ts';
import type { Holding } from './page.tsx';
import css from './page.module.css';
import { useFormat } from './words/language.tsx';

export interface PageHeadProps {
  readonly title: ReactNode;
  /** The path above the title, in the office. */
  readonly above?: ReactNode | undefined;
  readonly lead?: ReactNode | undefined;
  /** At the right: chips, segments, one primary. */
  readonly children?: ReactNode | undefined;
  /** Moves focus to the title when the page opens, so that a screen reader says where it is. */
  readonly focus?: boolean | undefined;
}

export function PageHead({ title, above, lead, children, focus = false }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus({ preventScroll: true });
  }, [focus]);
  return (
    <header className={css['pageHead']}>
      <div className={css['pageTitle']}>
        {above === undefined ? null : <div className={css['above']}>{above}</div>}
        <h1 ref={heading} tabIndex={focus ? -1 : undefined}>
          {title}
        </h1>
        {lead === undefined ? null : <p className={css['lead']}>{lead}</p>}
      </div>
      {children === undefined ? null : <div className={css['pageEnd']}>{children}</div>}
    </header>
  );
}

/** A section with a small title and something at its right. */
export function Section({
  title,
  end,
  children,
  className,
}: Holding & { readonly title: ReactNode; readonly end?: ReactNode | undefined }) {
  return (
    <section className={className}>
      <div className={css['sectionHead']}>
        <h2>{title}</h2>
        {end}
      </div>
      {children}
    </section>
  );
}

/** A sheet on granite. Never a card in a card. */
export function Card({
  children,
  className,
  ref,
}: Holding & { readonly ref?: Ref<HTMLDivElement> | undefined }) {
  return (
    <div ref={ref} className={cx(css['card'], className)}>
      {children}
    </div>
  );
}

/** Terms and what they are. */
export function Facts({
  items,
  className,
}: {
  readonly items: readonly (readonly [term: ReactNode, value: ReactNode])[];
  readonly className?: string | undefined;
}) {
  return (
    <dl className={cx(css['facts'], className)}>
      {items.map(([term, value], index) => (
        // oxlint-disable-next-line react/no-array-index-key -- facts are a fixed list; terms may be elements
        <div key={index}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The number is the hero; its unit is small. */
export function Amount({
  children,
  unit,
  label,
}: {
  readonly children: ReactNode;
  readonly unit?: ReactNode | undefined;
  readonly label?: ReactNode | undefined;
}) {
  return (
    <div>
      {label === undefined ? null : <div className={css['above']}>{label}</div>}
      <div className={css['amount']}>
        {children}
        {unit === undefined ? null : <small> {unit}</small>}
      </div>
    </div>
  );
}

/** `value` from 0 to 1; undefined while nobody knows how far. */
export function ProgressBar({
  label,
  value,
  showValue = false,
  className,
}: {
  readonly label: string;
  readonly value: number | undefined;
  readonly showValue?: boolean | undefined;
  readonly className?: string | undefined;
}) {
  const format = useFormat();
  const share = value === undefined ? undefined : Math.min(1, Math.max(0, value));
  return (
    <div className={cx(css['progress'], className)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
        className={cx(css['track'], share === undefined && css['unknown'])}
      >
        <i style={share === undefined ? undefined : { inlineSize: `${share * 100}%` }} />
      </div>
      {showValue && share !== undefined ? (
        <span className={css['share']} aria-hidden="true">
          {format.percent(share)}
        </span>
      ) : null}
    </div>
  );
}

/** How much of a whole is used: data left, a spending cap. */
export function Meter({
  label,
  value,
  max,
  text,
}: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly text: string;
}) {
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(max, Math.max(0, value))}
      aria-valuetext={text}
      className={css['track']}
    >
      <i style={{ inlineSize: `${max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0}%` }} />
    </div>
  );
}
