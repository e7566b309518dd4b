import { call, session } from '#session';
import { useLanguage, useWords } from '@telink/ui';
import { useState } from 'react';
import type { ErasureReceipt } from '#contract/privacy';
import { receiptAddress, words, type EraseWords } from './words.ts';

type Problem = keyof EraseWords['problems'];
/** Milliseconds. Somebody's whole history may take its time, and a file of records that is being read goes first. */
const PATIENCE = 600_000;

/**
 * The act itself. It may end the session before it has answered: then the page blanks as at every way out, says that it is being done, and
 * leads to the receipt, which needs no account.
 */
export function useErasing(): {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly say: (problem: Problem | undefined) => void;
  /** @returns undefined when it was refused; `problem` says why */
  readonly erase: (password: string) => Promise<ErasureReceipt | undefined>;
} {
  const said = useWords(words);
  const { language } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [problem, say] = useState<Problem>();
  const erase = async (password: string): Promise<ErasureReceipt | undefined> => {
    setBusy(true);
    say(undefined);
    const sent = call('POST', '/api/privacy/erasure', { password }, { patience: PATIENCE }).catch(
      () => undefined,
    );
    const receipt = sent.then((answer) =>
      answer?.status === 200 ? (answer.body as ErasureReceipt) : undefined,
    );
    session.endsBy({
      ...said.leaving,
      leadsTo: receipt.then((done) =>
        done === undefined || done.state === 'planned' ? undefined : receiptAddress(done.id, language),
      ),
    });
    const answer = await sent;
    setBusy(false);
    if (answer?.status !== 200) say(problemOf(said, answer?.body));
    return receipt;
  };
  return { busy, problem, say, erase };
}

function problemOf(said: EraseWords, body: unknown): Problem {
  if (body === undefined) return 'offline';
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
  return Object.hasOwn(said.problems, code) ? (code as Problem) : 'other';
}
