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
    session.last = async () => {
      showLeaving(said.leaving);
      const done = await receipt;
      if (done === undefined || done.state === 'planned') return;
      // For its headers: the cookie and what is stored go with it, as at every way out.
      await fetch('/utloggad', { cache: 'no-store' }).catch(() => undefined);
      location.replace(receiptAddress(done.id, language));
      await new Promise(() => undefined);
    };
    const [answer, done] = await Promise.all([sent, receipt]);
    setBusy(false);
    if (done === undefined || done.state === 'planned') session.last = undefined;
    if (done === undefined) say(problemOf(said, answer?.body));
    return done;
  };
  return { busy, problem, say, erase };
}

/** On the page that is blank already: nothing of the person may stand there any more. */
function showLeaving({ title, text }: EraseWords['leaving']): void {
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  const paragraph = document.createElement('p');
  heading.textContent = title;
  paragraph.textContent = text;
  main.setAttribute('aria-live', 'polite');
  main.append(heading, paragraph);
  document.body.replaceChildren(main);
  document.documentElement.style.visibility = '';
}

function problemOf(said: EraseWords, body: unknown): Problem {
  if (body === undefined) return 'offline';
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
  return Object.hasOwn(said.problems, code) ? (code as Problem) : 'other';
}
