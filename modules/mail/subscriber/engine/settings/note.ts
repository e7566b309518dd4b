import type { Provider } from '../port/provider.ts';
import type { NotePlace } from './kept.ts';

/** Choices as a note in the person's own mailbox. */
export function noteAt(provider: Pick<Provider, 'readNote' | 'writeNote'>): NotePlace {
  return {
    read: async () => {
      const answer = await provider.readNote();
      return answer.ok ? answer.value : false;
    },
    write: async (text) => (await provider.writeNote(text)).ok,
  };
}
