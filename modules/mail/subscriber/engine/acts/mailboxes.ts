import type { Core } from '../core.ts';
import { done, trouble } from '../port/answers.ts';
import type { Answer } from '../port/provider.ts';
import type { Mail } from '../types.ts';

export type MailboxActs = Pick<
  Mail,
  'createMailbox' | 'renameMailbox' | 'moveMailbox' | 'deleteMailbox' | 'empty'
>;

const ROUND = 100;

/** Acts on mailboxes: carried out at once, shown when the provider has answered (a refused name is worth waiting for). */
export function mailboxActs(core: Core): MailboxActs {
  const { provider, sync } = core;
  const after = <T>(answer: Answer<T>): Answer<T> => {
    if (answer.ok) void sync.run(null);
    return answer;
  };
  const edit = (id: string, change: { readonly name?: string; readonly parent?: string | null }): void =>
    sync.mailboxes.set(sync.mailboxes.get().map((one) => (one.id === id ? { ...one, ...change } : one)));

  return {
    createMailbox: async (name, parent) => {
      const answer = await provider.createMailbox(name, parent);
      if (answer.ok && !core.mailbox(answer.value.id))
        sync.mailboxes.set([...sync.mailboxes.get(), answer.value]);
      return after(answer);
    },
    renameMailbox: async (id, name) => {
      const answer = await provider.renameMailbox(id, name);
      if (answer.ok) edit(id, { name });
      return after(answer);
    },
    moveMailbox: async (id, parent) => {
      const answer = await provider.moveMailbox(id, parent);
      if (answer.ok) edit(id, { parent });
      return after(answer);
    },
    deleteMailbox: async (id) => {
      if (core.mailbox(id)?.role !== 'none') return trouble('refused', 'role');
      const answer = await provider.deleteMailbox(id);
      if (answer.ok) sync.mailboxes.set(sync.mailboxes.get().filter((one) => one.id !== id));
      return after(answer);
    },
    empty: async (idOrRole) => {
      const mailbox = core.mailbox(idOrRole);
      if (!mailbox || (mailbox.role !== 'trash' && mailbox.role !== 'junk'))
        return trouble('refused', 'not-trash');
      let count = 0;
      // Bounded: what keeps being refused must not turn this into an endless loop.
      for (let round = 0; round < 2000; round += 1) {
        const page = await provider.window(mailbox.id, 0, ROUND);
        if (!page.ok) return page;
        if (page.value.length === 0) break;
        const answers = await provider.apply(page.value.map(({ id }) => ({ do: 'destroy', id })));
        const gone = page.value
          .filter((_, at) => answers[at]?.ok || answers[at]?.reason === 'gone')
          .map(({ id }) => id);
        core.shelf.drop(gone);
        core.adjust(mailbox.id, {
          total: -gone.length,
          unread: -page.value.filter((one) => !one.read && gone.includes(one.id)).length,
        });
        count += gone.length;
        const failed = answers.find((one) => !one.ok && one.reason !== 'gone');
        if (gone.length === 0 && failed && !failed.ok) return failed;
      }
      return after(done(count));
    },
  };
}
