import { Empty, ErrorNote, Page, PageHead, Section, Skeleton, useWords } from '@telink/ui';
import { useState } from 'react';
import type { ConnectionView, DisconnectAnswer } from '../contract.ts';
import { AccountRow } from './account-row.tsx';
import css from './accounts.module.css';
import { ConnectButton, ConnectStart, WhatItMeans } from './connect.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { DisconnectedBanner, OutcomeBanner, takeOutcome } from './outcome.tsx';
import { useAccounts, useAccountsState } from './provide.tsx';
import { useFresh } from './use-accounts.ts';
import { words } from './words.ts';

/** «Konton»: what is connected, how it stands, and the way out of each. */
export default function AccountsScreen() {
  const said = useWords(words);
  const accounts = useAccounts();
  const { status, connections, connectors } = useAccountsState();
  const [outcome, setOutcome] = useState(takeOutcome);
  const [leaving, setLeaving] = useState<ConnectionView | null>(null);
  const [left, setLeft] = useState<{ readonly answer: DisconnectAnswer; readonly waited: boolean } | null>(
    null,
  );
  const [now] = useState(() => Date.now());
  useFresh(connections.some(({ reason }) => reason === 'asked'));
  const ended = (answer: DisconnectAnswer): void => {
    setLeft({ answer, waited: leaving?.address === '' });
    setLeaving(null);
    setOutcome(null);
  };
  return (
    <Page className={css['page']}>
      <PageHead title={said.title} lead={said.lead} focus />
      <div className={css['news']}>
        {outcome === null ? null : <OutcomeBanner outcome={outcome} />}
        {left === null ? null : <DisconnectedBanner {...left} />}
      </div>
      {status === 'loading' ? <Skeleton rows={2} kind="mail" label={said.loading} /> : null}
      {status === 'failed' ? (
        <ErrorNote title={said.failed.fact} onRetry={() => void accounts.load()}>
          {said.failed.rest}
        </ErrorNote>
      ) : null}
      {status !== 'ready' ? null : connectors.length === 0 && connections.length === 0 ? (
        <Empty icon="link">{said.nothingOffered}</Empty>
      ) : connections.length === 0 ? (
        <ConnectStart />
      ) : (
        <div className={css['columns']}>
          <Section title={said.list}>
            <ul className={css['accounts']}>
              {connections.map((connection) => (
                <AccountRow
                  key={connection.id}
                  connection={connection}
                  now={now}
                  onDisconnect={() => setLeaving(connection)}
                />
              ))}
            </ul>
            {connectors.length === 0 ? null : <ConnectButton label={said.another} />}
          </Section>
          <WhatItMeans />
        </div>
      )}
      {leaving === null ? null : (
        <DisconnectDialog connection={leaving} open onClose={() => setLeaving(null)} onDone={ended} />
      )}
    </Page>
  );
}
