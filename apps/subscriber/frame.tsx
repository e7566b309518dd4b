import { AccountsProvider } from '#subscriber/connections';
import { Gate } from '#session';
import { AppShell, Sheet, useWords } from '@telink/ui';
import { Outlet } from '@tanstack/react-router';
import { accounts } from './accounts.ts';
import { Me } from './me.tsx';
import { IN_BAR, useNav } from './nav.ts';
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
  const { items, at } = useNav();
  // Mail lays its own sheet: its mailboxes stand on the granite beside it.
  const ownSheet = at('/mejl') && !at('/mejl/installningar');
  return (
    <AppShell
      skip={said.skip}
      home="/mejl"
      items={items}
      moreItem={{
        href: '/mer',
        label: said.more,
        icon: 'ellipsis',
        current: !items.slice(0, IN_BAR).some((item) => item.current),
      }}
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
