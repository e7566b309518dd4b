import { AccountsProvider } from '#subscriber/connections';
import { Gate } from '#session';
import { AppShell, Sheet, useWords } from '@telink/ui';
import { Outlet, useLocation } from '@tanstack/react-router';
import { accounts } from './accounts.ts';
import { words } from './text.ts';

/** What stands around every screen behind the session. */
export function Frame() {
  const said = useWords(words);
  const { pathname } = useLocation();
  const at = (path: string): boolean => pathname === path || pathname.startsWith(`${path}/`);
  // Mail lays its own sheet: its mailboxes stand on the granite beside it.
  const ownSheet = at('/mejl') && !pathname.startsWith('/mejl/installningar');
  return (
    <Gate>
      <AccountsProvider accounts={accounts}>
        <AppShell
          skip={said.skip}
          home="/mejl"
          items={[
            { href: '/mejl', label: said.mail, icon: 'mail', current: at('/mejl') },
            { href: '/konton', label: said.accounts, icon: 'key-round', current: at('/konton') },
          ]}
          endItems={[{ href: '/konto/sakerhet', label: said.me, icon: 'user-round', current: at('/konto') }]}
        >
          {ownSheet ? (
            <Outlet />
          ) : (
            <Sheet>
              <Outlet />
            </Sheet>
          )}
        </AppShell>
      </AccountsProvider>
    </Gate>
  );
}
