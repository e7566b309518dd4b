import type { SearchIndex } from '../environment.ts';
import type { SearchAsk } from './index.worker.ts';

/**
 * The index in its worker, which starts when there is something for it: before that it would take half of a small machine from the first
 * list. Additions go over in slices, so that an answer never waits behind a hundred thousand of them.
 */
export function indexInWorker(open: () => Worker): SearchIndex {
  const waiting = new Map<number, (value: never) => void>();
  let next = 0;
  let worker: Worker | null = null;
  const started = (): Worker => {
    const fresh = open();
    fresh.addEventListener('message', ({ data }: MessageEvent<{ ask: number; value: never }>) => {
      waiting.get(data.ask)?.(data.value);
      waiting.delete(data.ask);
    });
    return fresh;
  };
  const say = (ask: SearchAsk): void => (worker ??= started()).postMessage(ask);
  const question = <T>(make: (ask: number) => SearchAsk): Promise<T> =>
    new Promise<T>((resolve) => {
      next += 1;
      waiting.set(next, resolve);
      say(make(next));
    });
  return {
    add: (messages) => {
      for (let at = 0; at < messages.length; at += 500)
        say({ do: 'add', messages: messages.slice(at, at + 500) });
    },
    addBody: (id, text) => say({ do: 'body', id, text }),
    remove: (ids) => say({ do: 'remove', ids }),
    find: (query, limit) => question((ask) => ({ do: 'find', ask, query, limit })),
    people: (typed, limit) => question((ask) => ({ do: 'people', ask, typed, limit })),
    close: () => {
      worker?.terminate();
      for (const resolve of waiting.values()) resolve([] as never);
      waiting.clear();
    },
  };
}
