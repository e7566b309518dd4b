import type { Message, Query } from '../port/provider.ts';
import { createMemoryIndex } from './index-memory.ts';

export type SearchAsk =
  | { readonly do: 'add'; readonly messages: readonly Message[] }
  | { readonly do: 'body'; readonly id: string; readonly text: string }
  | { readonly do: 'remove'; readonly ids: readonly string[] }
  | { readonly do: 'find'; readonly ask: number; readonly query: Query; readonly limit: number }
  | { readonly do: 'people'; readonly ask: number; readonly typed: string; readonly limit: number };

const index = createMemoryIndex();
const port = globalThis as unknown as {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', heard: (event: { data: SearchAsk }) => void): void;
};

port.addEventListener('message', ({ data }) => {
  switch (data.do) {
    case 'add':
      return index.add(data.messages);
    case 'body':
      return index.addBody(data.id, data.text);
    case 'remove':
      return index.remove(data.ids);
    case 'find':
      return void index
        .find(data.query, data.limit)
        .then((value) => port.postMessage({ ask: data.ask, value }));
    case 'people':
      return void index
        .people(data.typed, data.limit)
        .then((value) => port.postMessage({ ask: data.ask, value }));
  }
});
