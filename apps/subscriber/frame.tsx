import { AccountsProvider } from '#subscriber/connections';
import { Gate } from '#session';
import { AppShell, Sheet, useWords } from '@telink/ui';
import { Outlet } from '@tanstack/react-router';
import { accounts } from './accounts.ts';
import { Me } from './me.tsx';
import { useNav } from './nav.ts';
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
  const { items, rest, at } = useNav();
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
        current: at('/mer') || at('/konto') || rest.some(({ current }) => current === true),
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
