import { lazy, Suspense, useState } from 'react';
import { session, useMe } from '#session';
import { Avatar, iconButtonClass, tip, useLanguage, useTheme, useWords, type Language } from '@telink/ui';
import type { MenuItems } from '@telink/ui/menu';
import { words } from './text.ts';

const MenuButton = lazy(() => import('@telink/ui/menu').then((menu) => ({ default: menu.MenuButton })));

/** What a person may do about themselves, from the avatar and from «Mer». */
export function useMyMenu(): MenuItems {
  const said = useWords(words);
  const { language, setLanguage } = useLanguage();
  const { theme, setTheme } = useTheme();
  const tongue = (value: Language, label: string) => ({
    label,
    checked: language === value,
    run: () => setLanguage(value),
  });
  return [
    { label: said.security, icon: 'shield-check', href: '/konto/sakerhet' },
    { label: said.settings, icon: 'settings', href: '/konto/installningar' },
    'separator',
    { label: said.language, icon: 'globe', items: [tongue('sv', 'Svenska'), tongue('en', 'English')] },
    {
      label: said.theme,
      icon: 'contrast',
      items: (['system', 'light', 'dark'] as const).map((value) => ({
        label: said.themes[value],
        checked: theme === value,
        run: () => setTheme(value),
      })),
    },
    'separator',
    { label: said.signOut, icon: 'log-out', run: () => void session.signOut() },
  ];
}

/** The avatar at the foot of the rail. Its menu is fetched when somebody reaches for it. */
export function Me() {
  const { user } = useMe();
  const said = useWords(words);
  const items = useMyMenu();
  const [wanted, setWanted] = useState(false);
  const label = said.me(user.name);
  const plain = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={label}
      className={iconButtonClass()}
      {...tip(label)}
      onPointerEnter={() => setWanted(true)}
      onFocus={() => setWanted(true)}
    >
      <Avatar name={user.name} />
    </button>
  );
  if (!wanted) return plain;
  return (
    <Suspense fallback={plain}>
      <MenuButton label={label} placement="right bottom" items={items}>
        <Avatar name={user.name} />
      </MenuButton>
    </Suspense>
  );
}
