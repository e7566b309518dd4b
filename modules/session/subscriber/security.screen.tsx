import { ErrorNote, Skeleton, useWords } from '@telink/ui';
import { useEffect, useState } from 'react';
import type { SecurityView } from '../contract.ts';
import { AccountPage } from './account-page.tsx';
import { ask } from './call.ts';
import { PasskeyPart } from './passkey-part.tsx';
import { PasswordPart } from './password-part.tsx';
import { SessionsPart } from './sessions-part.tsx';
import { TotpPart } from './totp-part.tsx';
import { words } from './words.ts';

/** How a person signs in, and where they are signed in. */
export default function SecurityScreen() {
  const said = useWords(words);
  const [view, setView] = useState<SecurityView | 'failed'>();
  const load = (): Promise<void> => readSecurity().then(setView);
  useEffect(() => {
    void readSecurity().then(setView);
  }, []);
  const ready = view !== undefined && view !== 'failed';
  return (
    <AccountPage page="security" lead={ready ? said.security.lead(view.userId) : undefined}>
      {view === undefined ? <Skeleton label={said.security.loading} kind="block" rows={4} /> : null}
      {view === 'failed' ? <ErrorNote title={said.security.failed} onRetry={() => void load()} /> : null}
      {ready ? (
        <>
          <PasswordPart view={view} onChanged={load} />
          <PasskeyPart view={view} onChanged={load} />
          <TotpPart view={view} onChanged={load} />
          <SessionsPart view={view} onChanged={load} />
        </>
      ) : null}
    </AccountPage>
  );
}

function readSecurity(): Promise<SecurityView | 'failed'> {
  return ask<SecurityView>('GET', '/api/session/security').catch(() => 'failed' as const);
}
