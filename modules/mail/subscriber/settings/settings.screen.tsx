import { useEffect } from 'react';
import { useLocation } from '@tanstack/react-router';
import { ConnectStart } from '#subscriber/connections';
import { ErrorNote, Page, PageHead, Skeleton, useWords } from '@telink/ui';
import type { BrowserMailAccounts } from '../accounts/in-browser.ts';
import { useMailAccounts } from '../accounts/use-mail-accounts.ts';
import { useLive } from '../use-live.ts';
import type { CacheControl } from './cache-section.tsx';
import { SettingsPage, type SettingsAccount } from './settings-page.tsx';
import { settingsWords } from './words.ts';

/** Mail settings, for the accounts of the person signed in. */
export default function SettingsScreen() {
  const words = useWords(settingsWords);
  const accounts = useMailAccounts();
  const known = useLive(accounts.view);
  const { searchStr } = useLocation();
  useEffect(() => {
    document.title = `${words.title} · Telink`;
  }, [words]);
  if (known.state === 'ready' && known.accounts.length === 0)
    return (
      <Page>
        <ConnectStart />
      </Page>
    );
  if (known.state !== 'ready')
    return (
      <Page narrow>
        <PageHead title={words.title} focus />
        {known.state === 'failed' ? (
          <ErrorNote title={words.failed} onRetry={accounts.reload}>
            {words.failedSafe}
          </ErrorNote>
        ) : (
          <Skeleton rows={6} label={words.loading} />
        )}
      </Page>
    );
  return (
    <SettingsPage
      accounts={listOf(accounts)}
      first={new URLSearchParams(searchStr).get('konto') ?? undefined}
      cacheOf={(account) => controlOf(accounts, account)}
    />
  );
}

const lists = new WeakMap<object, readonly SettingsAccount[]>();

/** The same list for the same view, so that nothing is asked for twice. */
function listOf(accounts: BrowserMailAccounts): readonly SettingsAccount[] {
  const known = accounts.view.get();
  const made = lists.get(known);
  if (made !== undefined) return made;
  const list: readonly SettingsAccount[] =
    known.state === 'ready'
      ? known.accounts.map((account) => ({
          id: account.id,
          address: account.address,
          name: account.name,
          mail: async () => (await accounts.open(account, 'inbox')).mail,
          categories: async () => (await accounts.open(account, 'inbox')).categories,
        }))
      : [];
  lists.set(known, list);
  return list;
}

const controls = new Map<string, CacheControl>();

function controlOf({ cache }: BrowserMailAccounts, account: string): CacheControl {
  const made = controls.get(account) ?? {
    on: cache.on,
    setOn: cache.setOn,
    usage: () => cache.usage(account),
    clear: () => cache.clear(account),
  };
  controls.set(account, made);
  return made;
}
