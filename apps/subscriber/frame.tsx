import { AccountsProvider } from '#subscriber/connections';
import { Gate } from '#session';
import { AppShell, Sheet, useWords, type NavItem } from '@telink/ui';
import { Outlet, useLocation } from '@tanstack/react-router';
import { accounts } from './accounts.ts';
import { Me } from './me.tsx';
import { words } from './text.ts';

/** What stands around every screen behind the session. */
export function Frame() {
  return (
    <Gate>
      <AccountsProvider accounts={accounts}>
        <Around />
      </AccountsProvider>
    </Gate>
  );
}

function Around() {
  const said = useWords(words);
  const { pathname } = useLocation();
  const at = (path: string): boolean => pathname === path || pathname.startsWith(`${path}/`);
  // Mail lays its own sheet: its mailboxes stand on the granite beside it.
  const ownSheet = at('/mejl') && !at('/mejl/installningar');
  const items: readonly NavItem[] = [
    { href: '/mejl', label: said.mail, icon: 'mail', current: at('/mejl') },
    { href: '/konton', label: said.accounts, icon: 'key-round', current: at('/konton') },
  ];
  return (
    <AppShell
      skip={said.skip}
      home="/mejl"
      items={items}
      moreItem={{ href: '/mer', label: said.more, icon: 'ellipsis', current: at('/mer') || at('/konto') }}
      me={<Me />}
    >
      {ownSheet ? (
        <Outlet />
      ) : (
        <Sheet>
          <Outlet />
        </Sheet>
      )}
    </AppShell>
  );
}
