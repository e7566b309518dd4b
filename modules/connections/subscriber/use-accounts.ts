import { useEffect, useState } from 'react';
import type { Done } from './accounts.ts';
import { useAccounts } from './provide.tsx';

/** Loads at once, when the person comes back to the page, and every 20 seconds while something waits for somebody else. */
export function useFresh(waiting: boolean): void {
  const accounts = useAccounts();
  useEffect(() => {
    void accounts.load();
    const look = (): void => {
      if (document.visibilityState === 'visible') void accounts.load();
    };
    document.addEventListener('visibilitychange', look);
    const timer = waiting ? setInterval(look, 20_000) : undefined;
    return () => {
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, [accounts, waiting]);
}

/** One act at a time: whether it runs, and why it did not go through. */
export function useAct<A extends readonly unknown[], T>(
  act: (...given: A) => Promise<Done<T>>,
): {
  readonly busy: boolean;
  readonly fault: string | null;
  readonly run: (...given: A) => Promise<T | undefined>;
  readonly forget: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  return {
    busy,
    fault,
    forget: () => setFault(null),
    run: async (...given) => {
      setBusy(true);
      setFault(null);
      const done = await act(...given);
      setBusy(false);
      if (done.ok) return done.value;
      setFault(done.code);
      return undefined;
    },
  };
}
