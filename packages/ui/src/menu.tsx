import { useRef, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import {
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  SubmenuTrigger,
} from 'react-aria-components/Menu';
import { buttonClass, iconButtonClass, type ButtonLook } from './button.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-data.ts';
import { Kbd } from './kbd.tsx';
import css from './menu.module.css';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface MenuAction {
  readonly kind?: 'action';
  readonly id?: string | undefined;
  readonly label: string;
  readonly icon?: IconName | undefined;
  /** Instead of an icon: a category's square, an avatar. */
  readonly mark?: ReactNode | undefined;
  /** Shown at the right; the app binds them. */
  readonly keys?: string | undefined;
  /** At the right, faint: an address, a count. */
  readonly detail?: string | undefined;
  readonly danger?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** A tick in front: this is the state in force. */
  readonly checked?: boolean | undefined;
  readonly href?: string | undefined;
  /** A menu inside the menu. */
  readonly items?: MenuItems | undefined;
  readonly run?: (() => void) | undefined;
}

export type MenuEntry =
  | MenuAction
  | 'separator'
  | { readonly kind: 'heading'; readonly label: string; readonly items: readonly MenuAction[] };

export type MenuItems = readonly MenuEntry[];

function Entry({ entry, ticks }: { readonly entry: MenuAction; readonly ticks: boolean }) {
  const words = useWords(own);
  const item = (
    <MenuItem
      {...(entry.id === undefined ? {} : { id: entry.id })}
      textValue={entry.label}
      isDisabled={entry.disabled === true}
      className={cx(css['item'], entry.danger === true && css['danger'])}
      {...(entry.href === undefined ? {} : { href: entry.href })}
      {...(entry.run === undefined ? {} : { onAction: entry.run })}
    >
      {ticks ? (
        <Icon
          name="check"
          size="s"
          className={entry.checked === true ? css['ticked'] : css['tick']}
          {...(entry.checked === true ? { label: words.chosen } : {})}
        />
      ) : null}
      {entry.mark ?? (entry.icon === undefined ? null : <Icon name={entry.icon} size="s" />)}
      <span className={css['label']}>{entry.label}</span>
      {entry.detail === undefined ? null : <span className={css['detail']}>{entry.detail}</span>}
      {entry.keys === undefined ? null : <Kbd keys={entry.keys} />}
      {entry.items === undefined ? null : <Icon name="chevron-right" size="s" />}
    </MenuItem>
  );
  if (entry.items === undefined) return item;
  return (
    <SubmenuTrigger>
      {item}
      <Popover className={css['popover'] ?? ''} offset={-2} crossOffset={-5}>
        <Menu items={entry.items} label={entry.label} />
      </Popover>
    </SubmenuTrigger>
  );
}

/** The menu itself, for parts that bring their own popover. */
export function Menu({
  items,
  label,
  onClose,
}: {
  readonly items: MenuItems;
  readonly label?: string | undefined;
  /** After a choice; for menus that no button opened. */
  readonly onClose?: (() => void) | undefined;
}) {
  const ticks = items.some(
    (entry) =>
      typeof entry === 'object' &&
      (entry.kind === 'heading'
        ? entry.items.some((one) => one.checked !== undefined)
        : entry.checked !== undefined),
  );
  return (
    <AriaMenu
      className={css['menu'] ?? ''}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(onClose === undefined ? {} : { onClose, autoFocus: 'first' as const })}
    >
      {items.map((entry, index) => {
        if (entry === 'separator')
          return <Separator key={`line-${index}`} className={css['separator'] ?? ''} />;
        if (entry.kind === 'heading') {
          return (
            <MenuSection key={entry.label}>
              <Header className={css['heading'] ?? ''}>{entry.label}</Header>
              {entry.items.map((one) => (
                <Entry key={one.id ?? one.label} entry={one} ticks={ticks} />
              ))}
            </MenuSection>
          );
        }
        return <Entry key={entry.id ?? entry.label} entry={entry} ticks={ticks} />;
      })}
    </AriaMenu>
  );
}

export interface MenuButtonProps extends ButtonLook {
  readonly items: MenuItems;
  /** The accessible name; drawn unless `icon` stands alone or `children` replaces it. */
  readonly label: string;
  /** With `bare`, the icon is all there is to see. */
  readonly icon?: IconName | undefined;
  readonly bare?: boolean | undefined;
  /** Instead of icon and label: an avatar. */
  readonly children?: ReactNode | undefined;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end' | 'right bottom' | undefined;
  readonly disabled?: boolean | undefined;
  readonly small?: boolean | undefined;
  readonly className?: string | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  /** It takes the place of a button that was pressed, or had the focus, while this code was on its way. */
  readonly startsOpen?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** A button that opens a menu; focus comes back to it. */
export function MenuButton({
  items,
  label,
  icon,
  bare = false,
  children,
  placement = 'bottom start',
  disabled = false,
  small = false,
  className,
  kind,
  size,
  full,
  onOpenChange,
  startsOpen = false,
  autoFocus = false,
}: MenuButtonProps) {
  const look =
    bare || children !== undefined
      ? iconButtonClass(small ? 'small' : undefined, className)
      : buttonClass({ kind, size, full }, className);
  return (
    <MenuTrigger defaultOpen={startsOpen} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <AriaButton
        autoFocus={autoFocus}
        className={look}
        isDisabled={disabled}
        {...(bare || children !== undefined ? { 'aria-label': label } : {})}
      >
        {children ?? (
          <>
            {icon === undefined ? null : <Icon name={icon} size={small ? 'xs' : 'm'} />}
            {bare ? null : label}
            {bare ? null : <Icon name="chevron-down" size="xs" />}
          </>
        )}
      </AriaButton>
      <Popover className={css['popover'] ?? ''} placement={placement} offset={4}>
        <Menu items={items} label={label} />
      </Popover>
    </MenuTrigger>
  );
}

/** A menu where someone pressed the other mouse button, or the menu key. Focus comes back to where it was. */
export function ContextMenu({
  items,
  label,
  at,
  onClose,
}: {
  readonly items: MenuItems;
  readonly label: string;
  /** Pixels from the corner of the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}) {
  const point = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span
        ref={point}
        aria-hidden="true"
        style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1, pointerEvents: 'none' }}
      />
      <Popover
        isOpen
        triggerRef={point}
        className={css['popover'] ?? ''}
        placement="bottom start"
        offset={2}
        onOpenChange={(open) => open || onClose()}
      >
        <Menu items={items} label={label} onClose={onClose} />
      </Popover>
    </>
  );
}
