import type { ReactNode } from 'react';
import { AppShell, Avatar } from '@telink/ui';
import { MenuButton } from '@telink/ui/menu';

export function Frame({ at, children }: { readonly at: string; readonly children: ReactNode }) {
  return (
    <AppShell
      skip="Till innehållet"
      items={[
        { href: '?view=mail', label: 'Mejl', icon: 'mail', current: at === 'mail', dot: at !== 'mail' },
        { href: '?view=calendar', label: 'Kalender', icon: 'calendar' },
        { href: '?view=contacts', label: 'Kontakter', icon: 'users-round' },
        { href: '?view=calls', label: 'Samtal', icon: 'phone' },
        { href: '?view=bills', label: 'Fakturor', icon: 'receipt' },
      ]}
      endItems={[
        { href: '?view=privacy', label: 'Mina uppgifter', icon: 'fingerprint', current: at === 'privacy' },
      ]}
      moreItem={{ href: '?view=more', label: 'Mer', icon: 'ellipsis', current: at === 'privacy' }}
      me={
        <MenuButton
          label="Elin Ljungqvist"
          placement="right bottom"
          items={[
            { label: 'Inställningar', icon: 'settings' },
            { label: 'Tangenter', icon: 'keyboard', keys: '?' },
            'separator',
            { label: 'Logga ut', icon: 'log-out' },
          ]}
        >
          <Avatar name="Elin Ljungqvist" address="elin@example.se" />
        </MenuButton>
      }
    >
      {children}
    </AppShell>
  );
}
