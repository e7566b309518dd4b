import type { Vault } from '@telink/vault';
import { done } from '../port/answers.ts';
import type { Answer, MessageBody, Provider } from '../port/provider.ts';

/** Larger bodies are fetched each time rather than kept. */
const MOST_KEPT = 800_000;
const IN_MEMORY = 60;
const AHEAD = 12;

export interface Bodies {
  get(id: string): Promise<Answer<MessageBody>>;
  /** From memory only, for a first paint in the same turn. */
  peek(id: string): MessageBody | undefined;
  prefetch(ids: readonly string[]): void;
  /** From the vault into memory, those that are there. */
  recall(ids: readonly string[]): void;
  forget(ids: readonly string[]): void;
  clear(): void;
}

/** Bodies from memory, then the vault, then the provider. Attachments' content is never kept. */
export function createBodies(provider: Provider, vault: Vault, met: (body: MessageBody) => void): Bodies {
  const memory = new Map<string, MessageBody>();
  const asking = new Map<
    string,
    { readonly answer: Promise<Answer<MessageBody>>; readonly urgent: boolean }
  >();

  const remember = (body: MessageBody): void => {
    memory.delete(body.id);
    memory.set(body.id, body);
    if (memory.size > IN_MEMORY) memory.delete(memory.keys().next().value ?? '');
  };

  const fetchOne = (id: string, urgent: boolean): Promise<Answer<MessageBody>> => {
    const running = asking.get(id);
    // A click must not wait behind a background fetch of the same body.
    if (running && (running.urgent || !urgent)) return running.answer;
    const asked = provider.body(id, urgent).then((answer) => {
      asking.delete(id);
      if (answer.ok) {
        remember(answer.value);
        met(answer.value);
        if (answer.value.content.length <= MOST_KEPT) void vault.put('body', id, answer.value);
      }
      return answer;
    });
    asking.set(id, { answer: asked, urgent });
    return asked;
  };

  return {
    peek: (id) => memory.get(id),
    get: async (id) => {
      const known = memory.get(id) ?? (await vault.get<MessageBody>('body', id));
      if (!known) return fetchOne(id, true);
      remember(known);
      return done(known);
    },
    prefetch: (ids) => {
      const wanted = ids.slice(0, AHEAD).filter((id) => !memory.has(id) && !asking.has(id));
      if (wanted.length === 0) return;
      void vault.getMany<MessageBody>('body', wanted).then((kept) => {
        for (const body of kept.values()) {
          remember(body);
          met(body);
        }
        for (const id of wanted) if (!kept.has(id) && !asking.has(id)) void fetchOne(id, false);
      });
    },
    recall: (ids) => {
      const wanted = ids.slice(0, AHEAD).filter((id) => !memory.has(id));
      if (wanted.length === 0) return;
      void vault.getMany<MessageBody>('body', wanted).then((kept) => {
        for (const body of kept.values()) if (!memory.has(body.id)) remember(body);
      });
    },
    forget: (ids) => {
      for (const id of ids) memory.delete(id);
      void vault.remove('body', ids);
    },
    clear: () => memory.clear(),
  };
}
