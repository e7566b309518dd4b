import { ErrorNote, Skeleton, useWords } from '@telink/ui';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { checkPresence, usePresence } from './presence.ts';
import { AGREEMENT_PATH, SIGN_IN_PATH } from './paths.ts';
import { words } from './words.ts';

/** Asked now and then, without counting as use: what is on the screen goes when the session does. */
const EVERY = 60_000;

/** Shows the office only while session and agreement are known to be in force; else leads to where they are made, and back again after it. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const presence = usePresence();
  const said = useWords(words);
  const navigate = useNavigate();
  const to =
    presence.status === 'signed-out'
      ? SIGN_IN_PATH
      : presence.status === 'signed-in' && !presence.view.agreement.signed
        ? AGREEMENT_PATH
        : undefined;
  useEffect(() => {
    if (to !== undefined) void navigate({ to, search: { till: location.pathname }, replace: true });
  }, [to, navigate]);
  useEffect(() => {
    const timer = setInterval(() => void checkPresence({ background: true }), EVERY);
    return () => clearInterval(timer);
  }, []);
  if (to !== undefined) return null;
  if (presence.status === 'signed-in') return children;
  if (presence.status === 'unreachable')
    return (
      <main>
        <ErrorNote title={said.unreachable} onRetry={() => void checkPresence()}>
          {said.unreachableBody}
        </ErrorNote>
      </main>
    );
  return <Skeleton label={said.loading} rows={6} />;
}

/** Where to go after the doors: a path of our own, else the start. */
export function destination(): string {
  const till = new URLSearchParams(location.search).get('till') ?? '';
  return /^\/(?!\/|logga-in|sekretess|borja)[\w/-]*$/.test(till) ? till : '/';
}
