import { showToast } from '@telink/ui';
import type { SendCheck } from '../engine/types.ts';
import type { ComposeWindows } from './windows.ts';
import type { ComposeWords } from './words.ts';

/** Sends with a chance to undo. Answers what must be asked first; empty when it is on its way. */
export async function sendWith(
  windows: ComposeWindows,
  key: string,
  anyway: boolean,
  words: ComposeWords,
): Promise<readonly SendCheck[]> {
  const answer = await windows.send(key, anyway);
  if (!answer.go) return answer.checks;
  showToast(
    answer.seconds > 0
      ? {
          text: words.sendsIn(answer.seconds),
          undo: () => windows.undoSend(key),
          stands: answer.seconds * 1000,
        }
      : { text: words.sendsNow },
  );
  return [];
}

/** Throws a draft away, for good when the toast is gone. */
export function discardWith(windows: ComposeWindows, key: string, words: ComposeWords): void {
  const { undo, go } = windows.discard(key);
  showToast({ text: words.discarded, undo, onGone: go });
}
