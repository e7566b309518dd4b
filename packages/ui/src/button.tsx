import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import css from './button.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-data.ts';
import { Kbd } from './kbd.tsx';
import { ariaKeys } from './keys/match.ts';
import { isApple } from './keys/shortcuts.ts';
import { BareLink, type LinkProps } from './link.tsx';
import { tip } from './tip-data.ts';

/** `danger` is red words; `final` is the red fill of the last step before something that cannot be undone. */
export type ButtonKind = 'default' | 'primary' | 'quiet' | 'danger' | 'final';

export interface ButtonLook {
  readonly kind?: ButtonKind | undefined;
  readonly size?: 'small' | 'large' | undefined;
  readonly full?: boolean | undefined;
}

/** The class names of a button, for parts that bring their own element. */
export function buttonClass({ kind = 'default', size, full }: ButtonLook, className?: string): string {
  return cx(
    css['button'],
    kind !== 'default' && css[kind],
    size && css[size],
    full && css['full'],
    className,
  );
}

export interface ButtonProps extends ButtonLook, ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon?: IconName | undefined;
  /** Shown as a key cap after the label and told to assistive technology. The app binds the key. */
  readonly keys?: string | undefined;
  /** Work is under way: keeps width and focus, says so, and takes no more clicks. */
  readonly busy?: boolean | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
  readonly children: ReactNode;
}

export function Button({
  kind,
  size,
  full,
  icon,
  keys,
  busy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const stop = (event: MouseEvent<HTMLButtonElement>) => event.preventDefault();
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ kind, size, full }, className)}
      {...(busy ? { 'aria-busy': true, 'aria-disabled': true, onClick: stop } : { onClick })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(keys, isApple()) })}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
      {keys === undefined ? null : <Kbd keys={keys} />}
      {busy ? <span className={css['busy']} aria-hidden="true" /> : null}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere instead of doing something. */
export function LinkButton({
  kind,
  size,
  full,
  icon,
  className,
  children,
  ...rest
}: LinkProps & ButtonLook & { readonly icon?: IconName | undefined }) {
  return (
    <BareLink {...rest} className={buttonClass({ kind, size, full }, className)}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </BareLink>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly icon: IconName;
  /** The accessible name, also the tooltip: a verb. */
  readonly label: string;
  readonly keys?: string | undefined;
  /** A toggle: on or off. */
  readonly pressed?: boolean | undefined;
  /** A tint behind a pressed toggle, for editors' toolbars. */
  readonly tint?: boolean | undefined;
  /** Filled in the colour of a flag. */
  readonly flagged?: boolean | undefined;
  readonly size?: 'small' | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** The class names of an icon button, for parts that bring their own element. */
export function iconButtonClass(size?: 'small', className?: string): string {
  return cx(css['icon'], size && css['iconSmall'], className);
}

export function IconButton({
  icon,
  label,
  keys,
  pressed,
  tint,
  flagged,
  size,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      {...tip(label, keys)}
      type={type}
      aria-label={label}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(keys, isApple()) })}
      className={cx(iconButtonClass(size, className), tint && css['tint'], flagged && css['flagged'])}
    >
      <Icon name={icon} size={size === 'small' ? 'xs' : 'm'} fill={flagged} />
    </button>
  );
}

/** Two buttons that belong together: the act, and its other forms. */
export function SplitButton({ children }: { readonly children: ReactNode }) {
  return <span className={css['split']}>{children}</span>;
}

export function Toolbar({
  label,
  className,
  children,
}: {
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div role="toolbar" aria-label={label} className={cx(css['toolbar'], className)}>
      {children}
    </div>
  );
}

/** A hairline between groups of tools. */
export function ToolSeparator() {
  return <span className={css['sep']} aria-hidden="true" />;
}
