import type { Core } from '../core.ts';
import type { Page } from '../environment.ts';
import { held } from '../port/live.ts';
import type { Held } from '../port/live.ts';
import type { Message } from '../port/provider.ts';
import type { Conversation, Live } from '../types.ts';

const KEPT = 30;

/** Conversations over all mailboxes: what is known at once, the rest when the provider answers. */
export function conversations(
  core: Core,
  page: Pick<Page, 'idle'>,
): (key: string, head?: Message) => Live<Conversation> {
  const open = new Map<
    string,
    { readonly live: Held<Conversation>; readonly found: Map<string, Message>; complete: boolean }
  >();

  const known = (thread: string): readonly Message[] => {
    const { table } = core.shelf;
    const at = table.threads.find(thread);
    if (at === -1) return [];
    return core.sync.mailboxes.get().flatMap(({ id }) => {
      const view = core.shelf.view(id);
      const row = view.rowOfThread(at);
      return row === -1 ? [] : view.slots(row).flatMap((slot) => core.shelf.headerAt(slot) ?? []);
    });
  };

  const arrange = (thread: string): void => {
    const one = open.get(thread);
    if (!one) return;
    for (const message of known(thread)) one.found.set(message.id, message);
    const messages = [...one.found.values()]
      .flatMap((message) => core.header(message.id) ?? [])
      .toSorted((a, b) => a.receivedAt - b.receivedAt);
    const before = one.live.get();
    const same =
      before.complete === one.complete &&
      before.messages.length === messages.length &&
      messages.every((m, at) => m === before.messages[at]);
    if (!same)
      one.live.set({ key: thread, subject: messages[0]?.subject ?? '', messages, complete: one.complete });
  };

  core.shelf.onChange(({ changed, removed }) => {
    if (changed.length + removed.length === 0) return;
    for (const thread of open.keys()) arrange(thread);
  });

  return (key, head) => {
    const thread = key.startsWith('~') ? (head?.thread ?? core.header(key.slice(1))?.thread ?? key) : key;
    const before = open.get(thread);
    if (before) return before.live;
    const one = {
      live: held<Conversation>({
        key: thread,
        subject: head?.subject ?? '',
        messages: head ? [head] : [],
        complete: false,
      }),
      found: new Map<string, Message>(),
      complete: false,
    };
    if (head) {
      core.meet([head]);
      one.found.set(head.id, head);
    }
    open.set(thread, one);
    if (open.size > KEPT) open.delete(open.keys().next().value ?? '');
    arrange(thread);
    const ask = async (): Promise<void> => {
      // What is known is drawn first.
      await page.idle();
      const answer = await core.provider.thread(thread);
      if (answer.ok) {
        core.meet(answer.value);
        for (const message of answer.value) one.found.set(message.id, message);
      }
      // Without the provider it is what is known here; it says so by staying incomplete.
      one.complete = answer.ok;
      arrange(thread);
    };
    void ask();
    return one.live;
  };
}
