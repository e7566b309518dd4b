import type { ReactNode } from 'react';
import { useLanguage, useTheme, useWords, type Language } from '@telink/ui';
import { MenuButton, type MenuItems } from '@telink/ui/menu';
import { session } from '#session';
import { myWords } from './my-text.ts';

/** What a person may do about themselves. */
function useMyMenu(): MenuItems {
  const said = useWords(myWords);
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

export interface MyMenuProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Pressed before the menu was there. */
  readonly open: boolean;
  /** The button it takes the place of had the focus. */
  readonly focused: boolean;
}

/** The avatar's menu. */
export default function MyMenu({ label, children, open, focused }: MyMenuProps) {
  const items = useMyMenu();
  return (
    <MenuButton label={label} placement="right bottom" items={items} startsOpen={open} autoFocus={focused}>
      {children}
    </MenuButton>
  );
}
