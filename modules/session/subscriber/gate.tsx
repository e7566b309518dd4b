import { ErrorNote, Skeleton, useWords } from '@telink/ui';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { session } from './in-browser.ts';
import { SIGN_IN_PATH } from './screens.ts';
import { useSession, useUnsaved } from './use-session.ts';
import { gateWords } from './gate-words.ts';

const fetchUnsaved = () => import('./unsaved.tsx');
const Unsaved = lazy(fetchUnsaved);
/** Fetched long after the first screen: it is needed when there is no network to fetch it by. Milliseconds. */
const QUIET = 4000;

/** Shows what stands behind the session only while it is known to live; else leads to the sign-in, and back again after it. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const state = useSession();
  const said = useWords(gateWords);
  const navigate = useNavigate();
  const unsaved = useUnsaved();
  const out = state.status === 'signed-out';
  useEffect(() => {
    if (out) void navigate({ to: SIGN_IN_PATH, search: { till: location.pathname }, replace: true });
  }, [out, navigate]);
  const within = state.status === 'signed-in';
  useEffect(() => {
    if (!within) return undefined;
    const quiet = setTimeout(() => void fetchUnsaved().catch(() => undefined), QUIET);
    return () => clearTimeout(quiet);
  }, [within]);
  if (state.status === 'signed-in')
    return (
      <>
        {children}
        {unsaved === null ? null : (
          <Suspense>
            <Unsaved losses={unsaved} />
          </Suspense>
        )}
      </>
    );
  if (state.status === 'unreachable') {
    return (
      <main>
        <ErrorNote title={said.unreachable.title} onRetry={() => void session.check()}>
          {said.unreachable.body}
        </ErrorNote>
      </main>
    );
  }
  return state.status === 'checking' ? <Skeleton label={said.checking} rows={6} /> : null;
}
