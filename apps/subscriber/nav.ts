import { useWords, type NavItem } from '@telink/ui';
import { useLocation } from '@tanstack/react-router';
import { words } from './text.ts';

/** As many fit in the phone's bar beside «Mer», where the rest stands. */
export const IN_BAR = 4;

export interface Nav {
  /** Everything there is, most used first. */
  readonly items: readonly NavItem[];
  readonly at: (path: string) => boolean;
}

export function useNav(): Nav {
  const said = useWords(words);
  const { pathname } = useLocation();
  const at = (path: string): boolean => `${pathname}/`.startsWith(`${path}/`);
  const item = (href: string, label: string, icon: NavItem['icon']): NavItem => ({
    href,
    label,
    icon,
    current: at(href),
  });
  const items = [
    item('/mejl', said.mail, 'mail'),
    item('/samtal', said.calls, 'phone'),
    item('/fakturor', said.bills, 'receipt'),
    item('/tjanster', said.services, 'card-sim'),
    item('/konton', said.accounts, 'key-round'),
    item('/mina-uppgifter', said.data, 'fingerprint'),
  ];
  return { items, at };
}
