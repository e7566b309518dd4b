import {
  createRootRoute,
  createRouter,
  RouterProvider,
  useLocation,
  useRouter,
} from '@tanstack/react-router';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { AppShell, browserLook, UiProvider, type LinkProps } from '@telink/ui';
import { openNullVault, openVault } from '@telink/vault';
import { createMailAccounts, type MailAccount, type OpenedAccount } from '../accounts/accounts.ts';
import { openMail } from '../engine/index.ts';
import { MailPage } from '../page/mail-page.tsx';
import { useLive } from '../use-live.ts';

/** The mail page on the real engine, in front of whatever `/token` says; without session and connections. */
const account: MailAccount = { id: 'a1', address: 'elin@example.se', name: 'Björkviken', state: 'connected' };
const cached = new URLSearchParams(location.search).has('cache');

const accounts = createMailAccounts({
  list: async () => [account],
  async openMail({ id, address }) {
    const vault = cached
      ? await openVault({
          context: 'gallery',
          account: id,
          category: 'mail',
          key: { kid: 'k1', secret: new Uint8Array(32).fill(7) },
          limits: { maxBytes: 300_000_000, maxAgeMs: 1e11 },
          now: Date.now,
        })
      : openNullVault();
    const mail = openMail({
      account: id,
      address,
      vault,
      token: async () => (await fetch('/token')).json() as Promise<never>,
    });
    return {
      mail,
      names: {
        put: (name, to) => vault.put('name', name, to),
        get: (name) => vault.get<string>('name', name),
      },
    };
  },
  random: (bytes) => {
    crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
    return bytes;
  },
  now: Date.now,
});

function Link({ href, onClick, ...rest }: LinkProps) {
  const router = useRouter();
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented) return;
        event.preventDefault();
        router.history.push(href);
      }}
    />
  );
}

function Mail() {
  useLive(accounts.view);
  const { pathname } = useLocation();
  const [, , viewSlug = '', conversationSlug = ''] = pathname.split('/');
  const [opened, setOpened] = useState<OpenedAccount | null>(null);
  useEffect(() => void accounts.open(account, 'inbox').then(setOpened), []);
  return (
    <UiProvider store={browserLook()} timeZone="Europe/Stockholm" renderLink={(props) => <Link {...props} />}>
      <AppShell
        skip="Till innehållet"
        home="/mejl"
        items={[
          { href: '/mejl', label: 'Mejl', icon: 'mail', current: true },
          { href: '/konton', label: 'Konton', icon: 'key-round' },
        ]}
      >
        {opened === null ? null : (
          <MailPage
            accounts={accounts}
            opened={opened}
            accountIndex={0}
            viewSlug={viewSlug}
            conversationSlug={conversationSlug}
          />
        )}
      </AppShell>
    </UiProvider>
  );
}

const router = createRouter({ routeTree: createRootRoute({ component: Mail, notFoundComponent: Mail }) });
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
