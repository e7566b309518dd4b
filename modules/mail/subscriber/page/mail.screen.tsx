import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from '@tanstack/react-router';
import { ConnectStart } from '#subscriber/connections';
import { ErrorNote, Page, Sheet, Skeleton, useWords } from '@telink/ui';
import { useMailAccounts } from '../accounts/use-mail-accounts.ts';
import type { OpenedAccount } from '../accounts/accounts.ts';
import { accountOf } from '../place/place.ts';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words.ts';
import { MailPage } from './mail-page.tsx';
import css from './page.module.css';

const Ended = lazy(() => import('./ended.tsx'));

/** Mail: finds out which account the address speaks of, opens it, and says what stands in the way when it can't be. */
export default function MailScreen() {
  const words = useWords(mailWords);
  const accounts = useMailAccounts();
  const known = useLive(accounts.view);
  const { pathname } = useLocation();
  const [, , viewSlug = '', conversationSlug = ''] = pathname.split('/');
  const index = accountOf(viewSlug);
  const account = known.state === 'ready' ? (known.accounts[index] ?? known.accounts[0]) : undefined;
  const [opened, setOpened] = useState<OpenedAccount | 'failed' | null>(
    () => (account === undefined ? undefined : accounts.there(account.id)) ?? null,
  );
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    document.title = words.title;
  }, [words]);

  useEffect(() => {
    if (account === undefined) return;
    let here = true;
    accounts.open(account, 'inbox').then(
      (one) => here && setOpened(one),
      () => here && setOpened('failed'),
    );
    return () => {
      here = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another turn is another try
  }, [accounts, account, turn]);

  if (known.state === 'ready' && known.accounts.length === 0)
    return (
      <Sheet>
        <Page>
          <Suspense fallback={<Skeleton rows={4} label={words.loading} />}>
            <ConnectStart />
          </Suspense>
        </Page>
      </Sheet>
    );
  if (opened === 'failed' && account?.state === 'needs-consent')
    return (
      <Suspense>
        <Ended account={account.id} />
      </Suspense>
    );
  if (known.state === 'failed' || opened === 'failed')
    return (
      <Sheet>
        <Page>
          <ErrorNote
            title={words.account.failed}
            onRetry={() => {
              setOpened(null);
              if (known.state === 'failed') accounts.reload();
              setTurn(turn + 1);
            }}
          >
            {words.account.failedWhy}
          </ErrorNote>
        </Page>
      </Sheet>
    );
  if (
    opened === null ||
    account === undefined ||
    opened.account.id !== account.id ||
    // It ended, and is being opened anew.
    opened.mail.status.get().connection === 'closed'
  )
    return (
      <div className={css['mail']}>
        <span className={css['noSide']} />
        <Sheet>
          <Skeleton kind="mail" rows={8} label={words.loading} />
        </Sheet>
      </div>
    );
  return (
    <MailPage
      key={account.id}
      accounts={accounts}
      opened={opened}
      accountIndex={index}
      viewSlug={viewSlug}
      conversationSlug={conversationSlug}
    />
  );
}
