import { useState } from 'react';
import { useWords } from '@telink/ui';
import { problemText, words } from './words.ts';

/** An act under way: busy, and what it said when it failed. */
export function useAct(options: { readonly asPassword?: boolean } = {}): {
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly run: (act: () => Promise<unknown>) => Promise<boolean>;
  readonly say: (problem: string | undefined) => void;
} {
  const said = useWords(words);
  const [busy, setBusy] = useState(false);
  const [problem, say] = useState<string>();
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    say(undefined);
    return act().then(
      () => {
        setBusy(false);
        return true;
      },
      (error: unknown) => {
        setBusy(false);
        say(problemText(said, error, options.asPassword));
        return false;
      },
    );
  };
  return { busy, problem, run, say };
}
