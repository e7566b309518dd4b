import { AppShell, browserLook, Sheet, UiProvider, useShortcuts, undoToast } from '@telink/ui';
import { openVault } from '@telink/vault';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { requestCompose } from '../../compose-seam.ts';
import { openMail } from '../../engine/index.ts';
import type { AccessToken, Mail } from '../../engine/index.ts';
import { fetchCompose } from '../../page/ahead.ts';
import type { ComposeAccount } from '../windows.ts';

/** The compose windows and the settings over the real engine, for trying and looking; `/token` and the accounts come from whoever serves it. */
const Dock = lazy(fetchCompose);
const Settings = lazy(() =>
  import('../../settings/settings-page.tsx').then((page) => ({ default: page.SettingsPage })),
);

interface Known {
  readonly id: string;
  readonly address: string;
  readonly name: string;
}

const known = (await (await fetch('/accounts')).json()) as readonly Known[];
const opened = new Map<string, Promise<Mail>>();

async function open({ id, address }: Known): Promise<Mail> {
  const vault = await openVault({
    context: 'gallery',
    account: id,
    category: 'mail',
    key: { kid: id, secret: new Uint8Array(32).fill(7) },
    limits: { maxBytes: 50_000_000, maxAgeMs: 1e10 },
    now: () => Date.now(),
  });
  const mail = openMail({
    account: id,
    address,
    vault,
    token: async () =>
      (await (await fetch(`/token?address=${encodeURIComponent(address)}`)).json()) as AccessToken,
  });
  await mail.start('inbox');
  return mail;
}

const accounts: readonly ComposeAccount[] = known.map((one) => ({
  ...one,
  mail: () => {
    const there = opened.get(one.id) ?? open(one);
    opened.set(one.id, there);
    return there;
  },
}));
Object.assign(globalThis, {
  requestCompose,
  mailOf: (id: string) => accounts.find((one) => one.id === id)?.mail(),
});

function Gallery() {
  useShortcuts([{ keys: 'z', label: 'Ångra', run: () => void undoToast() }]);
  const settings = location.pathname === '/mejl/installningar';
  return (
    <AppShell
      skip="Till innehållet"
      items={[
        { href: '#mail', label: 'Mejl', icon: 'mail', current: true },
        { href: '#calls', label: 'Samtal', icon: 'phone' },
      ]}
      endItems={[{ href: '#accounts', label: 'Konton', icon: 'link' }]}
    >
      <Suspense>
        {settings ? (
          <Sheet>
            <Settings accounts={accounts} />
          </Sheet>
        ) : (
          <h1>Mejl</h1>
        )}
        <Dock accounts={accounts} />
      </Suspense>
    </AppShell>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <UiProvider store={browserLook()} timeZone="Europe/Stockholm">
      <Gallery />
    </UiProvider>
  </StrictMode>,
);
