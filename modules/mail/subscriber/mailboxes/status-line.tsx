import { lazy, Suspense, useEffect, useState } from 'react';
import type { Connection } from '../engine/types.ts';
import { useDesk } from '../page/desk.ts';
import { useLive } from '../use-live.ts';

/** Fetched ahead with everything else, so that it is there when the network is not; see page/ahead.ts. */
const StatusLines = lazy(() => import('./status-lines.tsx'));

/** A wait that passes by itself within a few seconds is nobody's business. */
const patience: Partial<Record<Connection, number>> = { offline: 1200, slowed: 6000 };

function useSettled(connection: Connection): Connection {
  const [shown, setShown] = useState<Connection>(connection);
  useEffect(() => {
    const wait = patience[connection] ?? 0;
    const timer = setTimeout(() => setShown(connection), wait);
    return () => clearTimeout(timer);
  }, [connection]);
  return connection === 'online' ? 'online' : shown;
}

const QUIET: ReadonlySet<Connection> = new Set<Connection>(['online', 'starting']);

/** What stands in the way of mail just now, what is safe, and what to do: one line, or nothing. */
export function StatusLine() {
  const desk = useDesk();
  const status = useLive(desk.opened.mail.status);
  const outbox = useLive(desk.opened.mail.outbox);
  const connection = useSettled(status.connection);
  const [problem] = outbox.problems;
  if (QUIET.has(connection) && problem === undefined) return null;
  return (
    <Suspense>
      <StatusLines connection={connection} problem={problem} />
    </Suspense>
  );
}
