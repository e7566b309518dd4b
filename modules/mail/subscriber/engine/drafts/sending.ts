import type { Timer } from '../environment.ts';
import { done, trouble } from '../port/answers.ts';
import type { Answer, Provider } from '../port/provider.ts';

const LOOKS_MS = [1000, 3000, 8000, 20_000];
/** Before what may have gone is looked for again. */
export const LOOK_MS = 30_000;
/** Whoever signs out waits for no letter longer than this. */
export const LEAVE_MS = 5000;

/** Waits that end early when somebody says so. */
export function pauses(timer: Timer): {
  readonly pause: (ms: number) => Promise<void>;
  readonly rouse: () => void;
} {
  let over = (): void => undefined;
  return {
    pause: (ms) =>
      new Promise((done) => {
        over = done;
        timer.after(ms, done);
      }),
    rouse: () => over(),
  };
}

export type SentLook = 'sent' | 'not-sent' | 'unknown';

/**
 * Where a message is after a lost answer: its id (ids are stable) says whether it is still a draft; while it is on its way
 * neither place has it, so its Message-ID is looked for in Sent too.
 */
export async function lookForSent(provider: Provider, id: string, internetId: string): Promise<SentLook> {
  const there = await provider.header(id);
  if (there.ok) return there.value.draft ? 'not-sent' : 'sent';
  if (there.reason !== 'gone' || !internetId) return 'unknown';
  const sent = await provider.findSent(internetId);
  return sent.ok && sent.value ? 'sent' : 'unknown';
}

/**
 * Sends a draft once. When the answer is lost, looks before it tries again; 'unknown-outcome' means it could not be found out yet.
 * @param pause between the looks; may end early, when the network is back
 */
export async function sendOnce(
  provider: Provider,
  pause: (ms: number) => Promise<void>,
  id: string,
  internetId: string,
  mayHaveGone: boolean,
): Promise<Answer<null>> {
  if (!mayHaveGone) {
    const answer = await provider.send(id);
    if (answer.ok) return answer;
    if (answer.reason !== 'unknown-outcome' && answer.reason !== 'gone') return answer;
  }
  for (const wait of LOOKS_MS) {
    await pause(wait);
    const found = await lookForSent(provider, id, internetId);
    if (found === 'sent') return done(null);
    if (found === 'not-sent') {
      const again = await provider.send(id);
      if (again.ok) return again;
      if (again.reason !== 'unknown-outcome' && again.reason !== 'gone') return again;
    }
  }
  return trouble('unknown-outcome');
}
