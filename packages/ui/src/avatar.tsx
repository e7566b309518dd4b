import css from './avatar.module.css';
import { cx } from './cx.ts';
import { hueOf, initialsOf, type Hue } from './hue.ts';
import hueCss from './hue.module.css';

/** The class that gives an element `--hue-fill`, `--hue-text` and `--hue-bar`. */
export function hueClass(hue: Hue): string {
  return hueCss[hue] ?? '';
}

export interface AvatarProps {
  readonly name: string;
  /** Chooses the hue; the name does when there is none. */
  readonly address?: string | undefined;
  /** xs 20 · s 24 · m 32 · l 64 pixels. */
  readonly size?: 'xs' | 's' | 'm' | 'l' | undefined;
  readonly className?: string | undefined;
}

/**
 * Two letters on a hue. Never a fetched picture, and never read out or copied: the name stands beside it, so the letters
 * are drawn by the style sheet.
 */
export function Avatar({ name, address, size = 'm', className }: AvatarProps) {
  return (
    <span
      className={cx(css['avatar'], hueClass(hueOf(address ?? name)), size !== 'm' && css[size], className)}
      aria-hidden="true"
      data-initials={initialsOf(name, address)}
    />
  );
}
