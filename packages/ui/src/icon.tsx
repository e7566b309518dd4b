import { createElement } from 'react';
import css from './icon.module.css';
import { cx } from './cx.ts';
import { icons, type IconName } from './icon-data.ts';

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
export function Icon({ name, size = 'm', fill = false, tone, label, className }: IconProps) {
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
      {icons[name].map(([tag, attributes], index) => createElement(tag, { ...attributes, key: index }))}
    </svg>
  );
}
