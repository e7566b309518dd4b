import type { ReactNode } from 'react';
import { hueClass } from './avatar.tsx';
import css from './chip.module.css';
import { cx } from './cx.ts';
import type { Hue } from './hue.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-data.ts';
import { VisuallyHidden } from './visually-hidden.tsx';
import { useFormat, useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface ChipProps {
  readonly kind?: 'plain' | 'ok' | 'warn' | 'bad' | 'accent' | 'line' | undefined;
  readonly icon?: IconName | undefined;
  readonly children: ReactNode;
}

export function Chip({ kind = 'plain', icon, children }: ChipProps) {
  return (
    <span className={cx(css['chip'], kind !== 'plain' && css[kind])}>
      {icon === undefined ? null : <Icon name={icon} size="xs" />}
      {children}
    </span>
  );
}

/** A category of mail or calendar, in one of the twelve hues. */
export function CategoryChip({ hue, children }: { readonly hue: Hue; readonly children: ReactNode }) {
  return <span className={cx(css['chip'], css['category'], hueClass(hue))}>{children}</span>;
}

/** The square of a category in a list of names. */
export function CategoryDot({ hue }: { readonly hue: Hue }) {
  return <span className={cx(css['dot'], hueClass(hue))} aria-hidden="true" />;
}

/** How many in a thread. `label` says of what. */
export function Count({ value, label }: { readonly value: number; readonly label?: string | undefined }) {
  const format = useFormat();
  return (
    <span className={css['count']}>
      <span aria-hidden={label === undefined ? undefined : true}>{format.count(value)}</span>
      {label === undefined ? null : <VisuallyHidden>{label}</VisuallyHidden>}
    </span>
  );
}

export type Proof = 'held' | 'open' | 'broken';

const proofIcons = { held: 'circle-check', open: 'circle-dashed', broken: 'circle-x' } as const;

/** Whether a sentence holds: shape and word say it, colour repeats it. */
export function ProofMark({ state, label }: { readonly state: Proof; readonly label?: string | undefined }) {
  const words = useWords(own);
  const said = { held: words.held, open: words.notProven, broken: words.broken };
  return (
    <span className={cx(css['proof'], css[state])}>
      <Icon name={proofIcons[state]} size="xs" />
      {label ?? said[state]}
    </span>
  );
}

/** The line in the margin of a sentence: solid held, dashed open, double broken. */
export function ProofLine({
  state,
  children,
  className,
}: {
  readonly state: Proof;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return <div className={cx(css['line'], css[`${state}Line`], className)}>{children}</div>;
}

/** Share of the time from `from` to `to` that has gone at `now`, from 0 to 1. */
export function shareGone(from: number, to: number, now: number): number {
  return to <= from ? 1 : Math.min(1, Math.max(0, (now - from) / (to - from)));
}

/** A date first, then how far away; the bar is time gone. Amber in the last fifth, red and «försenad» after. */
export function DeadlineChip({
  from,
  to,
  now,
  done,
}: {
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
  readonly done?: ReactNode | undefined;
}) {
  const format = useFormat();
  const words = useWords(own);
  const gone = shareGone(from.getTime(), to.getTime(), now.getTime());
  const late = now > to;
  const soon = !late && gone >= 0.8;
  return (
    <span
      className={cx(
        css['deadline'],
        done === undefined && soon && css['soon'],
        done === undefined && late && css['late'],
      )}
    >
      <b>{format.shortDate(to)}</b>
      <span>{done ?? (late ? words.late : format.daysLeft(to, now))}</span>
      {done === undefined ? <i style={{ inlineSize: `${gone * 100}%` }} /> : null}
    </span>
  );
}
