import type { AccountsEnvironment } from './accounts.ts';

/** Between the tabs of one browser. Only ids pass: never a token, never an address. */
export function tabNews(
  name = 'telink-connections',
): AccountsEnvironment['tabs'] & { readonly close: () => void } {
  const channel = new BroadcastChannel(name);
  return {
    say: (news) => channel.postMessage(news),
    hear(heard) {
      const listener = (event: MessageEvent<unknown>): void => heard(event.data);
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
    close: () => channel.close(),
  };
}
