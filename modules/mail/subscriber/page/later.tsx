import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { buttonClass, cx, Icon, iconButtonClass, tip } from '@telink/ui';
import type * as MenuDoor from '@telink/ui/menu';
import type { MenuButtonProps } from '@telink/ui/menu';

type Menus = typeof MenuDoor;

let menus: Menus | null = null;
let fetching: Promise<Menus> | null = null;
const listeners = new Set<() => void>();

/** Menus are heavy and nobody opens one before the list is there. Fetched when the page is idle, or when first reached for. */
export function fetchMenus(): Promise<Menus> {
  fetching ??= import('@telink/ui/menu').then((loaded) => {
    menus = loaded;
    for (const listener of listeners) listener();
    return loaded;
  });
  return fetching;
}

export function useMenus(): Menus | null {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => menus,
  );
}

/** A menu button that is a plain button until its machinery is here; a press before that opens it as soon as it is. */
export function LateMenuButton(props: MenuButtonProps): ReactNode {
  const loaded = useMenus();
  const place = useRef<HTMLSpanElement>(null);
  const wanted = useRef(false);
  const [swap, setSwap] = useState(loaded !== null);
  useEffect(() => {
    // Never swapped under someone's focus, unless they asked for the menu.
    if (loaded !== null && (wanted.current || place.current?.contains(document.activeElement) !== true))
      setSwap(true);
  }, [loaded]);
  useEffect(() => {
    if (!swap || !wanted.current) return;
    wanted.current = false;
    place.current?.querySelector('button')?.click();
  }, [swap]);
  const bare = props.bare === true || props.children !== undefined;
  return (
    <span ref={place} style={{ display: 'contents' }}>
      {swap && loaded !== null ? (
        <loaded.MenuButton {...props} />
      ) : (
        <button
          type="button"
          aria-haspopup="menu"
          aria-expanded={false}
          disabled={props.disabled}
          {...(bare ? { 'aria-label': props.label, ...tip(props.label) } : {})}
          className={
            bare
              ? iconButtonClass(props.small === true ? 'small' : undefined, props.className)
              : cx(buttonClass({ kind: props.kind, size: props.size, full: props.full }, props.className))
          }
          onPointerEnter={() => void fetchMenus()}
          onFocus={() => void fetchMenus()}
          onBlur={() => menus !== null && setSwap(true)}
          onClick={() => {
            wanted.current = true;
            if (menus === null) void fetchMenus();
            else setSwap(true);
          }}
        >
          {props.children ?? (
            <>
              {props.icon === undefined ? null : (
                <Icon name={props.icon} size={props.small === true ? 'xs' : 'm'} />
              )}
              {bare ? null : props.label}
              {bare ? null : <Icon name="chevron-down" size="xs" />}
            </>
          )}
        </button>
      )}
    </span>
  );
}
