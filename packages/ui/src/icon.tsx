import { createElement, useSyncExternalStore } from 'react';
import css from './icon.module.css';
import { cx } from './cx.ts';
import type * as All from './icon-data.ts';
import type { IconName } from './icon-data.ts';
import { first } from './icon-first.ts';

type Drawing = (typeof All.icons)[IconName];

let all: typeof All.icons | null = null;
let fetching: Promise<void> | null = null;
const waiting = new Set<() => void>();

/** The drawings that no list waits for. Fetched when one of them is drawn, or ahead when the page is still. */
export function fetchIcons(): Promise<void> {
  fetching ??= import('./icon-data.ts').then(
    ({ icons }) => {
      all = icons;
      for (const told of waiting) told();
    },
    () => {
      // Without them the page is as usable; the next that is drawn asks again.
      fetching = null;
    },
  );
  return fetching;
}

const subscribe = (told: () => void): (() => void) => {
  waiting.add(told);
  if (all === null) void fetchIcons();
  return () => waiting.delete(told);
};

export interface IconProps {
  readonly name: IconName;
  /** xs 14 · s 16 · m 18 (20 under a finger) · l 22 pixels. */
  readonly size?: 'xs' | 's' | 'm' | 'l' | undefined;
  /** Fills the shape, for a set flag or star. */
  readonly fill?: boolean | undefined;
  /** The colour of a set flag. */
  readonly tone?: 'flag' | undefined;
  /** Only where the icon stands alone and means something; otherwise it is decoration. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
}

/** One drawing, in the colour of the text around it. */
export function Icon(props: IconProps) {
  const { name } = props;
  return name in first ? (
    <Drawn {...props} drawing={first[name as keyof typeof first]} />
  ) : (
    <LateIcon {...props} />
  );
}

function LateIcon(props: IconProps) {
  const drawn = useSyncExternalStore(subscribe, () => all);
  return <Drawn {...props} drawing={drawn === null ? [] : drawn[props.name]} />;
}

function Drawn({
  size = 'm',
  fill = false,
  tone,
  label,
  className,
  drawing,
}: IconProps & { readonly drawing: Drawing | readonly [] }) {
  return (
    <svg
      className={cx(
        css['icon'],
        size !== 'm' && css[size],
        fill && css['fill'],
        tone && css[tone],
        className,
      )}
      viewBox="0 0 24 24"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {drawing.map(([tag, attributes], index) => createElement(tag, { ...attributes, key: index }))}
    </svg>
  );
}
