import type { Mailbox, Message, MessageChange, Intent } from '../port/provider.ts';
import type { Entry } from '../outbox/outbox.ts';
import type { Act, Mail } from '../types.ts';

type Acts = Pick<
  Mail,
  'setRead' | 'setFlag' | 'setCategories' | 'move' | 'archive' | 'junk' | 'remove' | 'restore'
>;

export interface ActParts {
  header(id: string): Message | undefined;
  mailbox(idOrRole: string): Mailbox | undefined;
  /** Shows at once, keeps in the outbox, sends. */
  perform(entries: readonly Entry[]): void;
  /** Counts of a mailbox, until the provider's own arrive. */
  adjust(mailbox: string, change: { readonly unread?: number; readonly total?: number }): void;
  uuid(): string;
}

interface Change {
  readonly message: Message;
  readonly intent: Intent;
  readonly before: Partial<MessageChange>;
}

/** The acts on messages: each shows at once, each knows its way back. */
export function createActs(parts: ActParts): Acts {
  /** Where messages moved in this session came from. */
  const origins = new Map<string, string>();

  const run = (changes: readonly Change[]): Act => {
    for (const { message, intent } of changes) count(message, intent);
    parts.perform(
      changes.map(({ message, intent, before }) => ({
        key: parts.uuid(),
        intent,
        before,
        subject: message.subject,
      })),
    );
    const final = changes.some(({ intent }) => intent.do === 'destroy');
    return {
      count: changes.length,
      undo: final || changes.length === 0 ? null : () => run(changes.flatMap(back)),
    };
  };

  const back = ({ message, intent, before }: Change): readonly Change[] => {
    const now = { ...message, ...effect(intent) };
    switch (intent.do) {
      case 'set-read':
        return [
          {
            message: now,
            intent: { ...intent, read: before.read ?? !intent.read },
            before: { read: intent.read },
          },
        ];
      case 'set-flag':
        return [
          {
            message: now,
            intent: { ...intent, flagged: before.flagged ?? !intent.flagged },
            before: { flagged: intent.flagged },
          },
        ];
      case 'set-categories':
        return [
          {
            message: now,
            intent: { ...intent, categories: before.categories ?? [] },
            before: { categories: intent.categories },
          },
        ];
      case 'move':
        return [
          {
            message: now,
            intent: { ...intent, to: before.mailboxes?.[0] ?? intent.to },
            before: { mailboxes: [intent.to] },
          },
        ];
      case 'destroy':
        return [];
    }
  };

  const count = (message: Message, intent: Intent): void => {
    const from = message.mailboxes[0] ?? '';
    const unread = message.read ? 0 : 1;
    if (intent.do === 'set-read') parts.adjust(from, { unread: intent.read ? -1 : 1 });
    if (intent.do === 'move' || intent.do === 'destroy') parts.adjust(from, { unread: -unread, total: -1 });
    if (intent.do === 'move') parts.adjust(intent.to, { unread, total: 1 });
  };

  const each = (ids: readonly string[], make: (message: Message) => Change | null): Act =>
    run(
      [...new Set(ids)].flatMap((id) => {
        const message = parts.header(id);
        return (message && make(message)) ?? [];
      }),
    );

  const moveTo = (message: Message, to: string): Change | null => {
    const from = message.mailboxes[0] ?? '';
    if (from === to) return null;
    origins.set(message.id, from);
    return { message, intent: { do: 'move', id: message.id, to }, before: { mailboxes: [from] } };
  };

  const toRole = (ids: readonly string[], role: string): Act => {
    const to = parts.mailbox(role)?.id;
    return to === undefined ? { count: 0, undo: null } : each(ids, (message) => moveTo(message, to));
  };

  return {
    setRead: (ids, read) =>
      each(ids, (message) =>
        message.read === read
          ? null
          : { message, intent: { do: 'set-read', id: message.id, read }, before: { read: message.read } },
      ),
    setFlag: (ids, flagged) =>
      each(ids, (message) =>
        message.flagged === flagged
          ? null
          : {
              message,
              intent: { do: 'set-flag', id: message.id, flagged },
              before: { flagged: message.flagged },
            },
      ),
    setCategories: (ids, { add = [], remove = [] }) =>
      each(ids, (message) => {
        const categories = [
          ...new Set([...message.categories.filter((one) => !remove.includes(one)), ...add]),
        ];
        if (categories.join('\n') === message.categories.join('\n')) return null;
        return {
          message,
          intent: { do: 'set-categories', id: message.id, categories },
          before: { categories: message.categories },
        };
      }),
    move: (ids, mailbox) => {
      const to = parts.mailbox(mailbox)?.id ?? mailbox;
      return each(ids, (message) => moveTo(message, to));
    },
    archive: (ids) => toRole(ids, 'archive'),
    junk: (ids, isJunk) => toRole(ids, isJunk ? 'junk' : 'inbox'),
    remove: (ids) => {
      const trash = parts.mailbox('trash')?.id;
      return each(ids, (message) =>
        trash === undefined || message.mailboxes[0] === trash
          ? { message, intent: { do: 'destroy', id: message.id }, before: {} }
          : moveTo(message, trash),
      );
    },
    restore: (ids) => {
      const inbox = parts.mailbox('inbox')?.id;
      return each(ids, (message) => {
        const origin = origins.get(message.id);
        const to = origin !== undefined && origin !== message.mailboxes[0] ? origin : inbox;
        return to === undefined ? null : moveTo(message, to);
      });
    },
  };
}

function effect(intent: Intent): Partial<Message> {
  switch (intent.do) {
    case 'set-read':
      return { read: intent.read };
    case 'set-flag':
      return { flagged: intent.flagged };
    case 'set-categories':
      return { categories: intent.categories };
    case 'move':
      return { mailboxes: [intent.to] };
    case 'destroy':
      return {};
  }
}
