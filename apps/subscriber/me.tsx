import { useEffect, useRef, useState, type ComponentType } from 'react';
import { useMe } from '#session';
import { Avatar, iconButtonClass, tip, useWords } from '@telink/ui';
import type { MyMenuProps } from './my-menu.tsx';
import { words } from './text.ts';

/** Long after the first screen. Milliseconds. */
const QUIET = 4000;

/**
 * The avatar at the foot of the rail. Its menu is fetched when somebody reaches for it, or when all else is done: without a network one must
 * be able to sign out too. What they pressed meanwhile opens it.
 */
export function Me() {
  const { user } = useMe();
  const said = useWords(words);
  const button = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  const [there, setThere] = useState<{
    readonly Menu: ComponentType<MyMenuProps>;
    readonly open: boolean;
    readonly focused: boolean;
  }>();
  const label = said.me(user.name);
  const fetch = async (): Promise<void> => {
    const { default: Menu } = await import('./my-menu.tsx');
    setThere({ Menu, open: asked.current, focused: document.activeElement === button.current });
  };
  const reach = (): void => void fetch().catch(() => undefined);
  const press = (): void => {
    asked.current = true;
    reach();
  };
  const fetched = there !== undefined;
  useEffect(() => {
    if (fetched) return undefined;
    const quiet = setTimeout(reach, QUIET);
    return () => clearTimeout(quiet);
  });
  if (there !== undefined)
    return (
      <there.Menu label={label} open={there.open} focused={there.focused}>
        <Avatar name={user.name} />
      </there.Menu>
    );
  return (
    <button
      ref={button}
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={label}
      className={iconButtonClass()}
      {...tip(label)}
      onPointerEnter={reach}
      onFocus={reach}
      onPointerDown={press}
      onClick={press}
    >
      <Avatar name={user.name} />
    </button>
  );
}
