import { done, mapped, trouble } from '../port/answers.ts';
import type { Answer, Intent, Mailbox, Provider } from '../port/provider.ts';
import type { Ask, Channel } from './channel.ts';
import { one, seg } from './read.ts';
import { draftBody, isRaw, mailboxChange } from './translate.ts';

type Acting = Pick<
  Provider,
  | 'apply'
  | 'createDraft'
  | 'createReply'
  | 'patchDraft'
  | 'detach'
  | 'send'
  | 'createMailbox'
  | 'renameMailbox'
  | 'moveMailbox'
  | 'deleteMailbox'
>;

function askFor(intent: Intent): Ask {
  const at = `/me/messages/${seg(intent.id)}`;
  switch (intent.do) {
    case 'set-read':
      return { method: 'PATCH', path: at, body: { isRead: intent.read } };
    case 'set-flag':
      return {
        method: 'PATCH',
        path: at,
        body: { flag: { flagStatus: intent.flagged ? 'flagged' : 'notFlagged' } },
      };
    case 'set-categories':
      return { method: 'PATCH', path: at, body: { categories: intent.categories } };
    case 'move':
      return { method: 'POST', path: `${at}/move`, body: { destinationId: intent.to } };
    case 'destroy':
      return { method: 'POST', path: `${at}/permanentDelete` };
  }
}

const nothing = (answer: Answer<unknown>): Answer<null> => mapped(answer, () => null);

const CREATE = { createReply: 'reply', createReplyAll: 'reply-all', createForward: 'forward' } as const;
const actionOf = (kind: string): string =>
  Object.entries(CREATE).find(([, k]) => k === kind)?.[0] ?? 'createReply';

export function acting(channel: Channel): Acting {
  const folder = async (ask: Ask, parent: string | null): Promise<Answer<Mailbox>> => {
    const answer = await channel.ask(ask);
    if (!answer.ok) return answer;
    if (!isRaw(answer.value)) return trouble('refused', 'no-folder');
    const change = mailboxChange(answer.value, new Map(), '');
    return done({ role: 'none', name: '', unread: 0, total: 0, ...change, parent });
  };
  return {
    apply: (intents) =>
      Promise.all(
        intents.map(async (intent) =>
          mapped(await channel.ask(askFor(intent)), (value) => ({
            id: isRaw(value) && typeof value['id'] === 'string' ? value['id'] : intent.id,
          })),
        ),
      ),
    createDraft: async (patch) =>
      one(
        await channel.ask({
          method: 'POST',
          path: '/me/messages',
          body: draftBody(patch),
          repeatable: false,
        }),
      ),
    createReply: async (to, kind) =>
      one(
        await channel.ask({
          method: 'POST',
          path: `/me/messages/${seg(to)}/${actionOf(kind)}`,
          body: {},
          repeatable: false,
          priority: 'urgent',
        }),
      ),
    patchDraft: async (id, patch) =>
      one(await channel.ask({ method: 'PATCH', path: `/me/messages/${seg(id)}`, body: draftBody(patch) })),
    detach: async (draft, part) =>
      nothing(
        await channel.ask({ method: 'DELETE', path: `/me/messages/${seg(draft)}/attachments/${seg(part)}` }),
      ),
    send: async (draft) =>
      nothing(
        await channel.ask({
          method: 'POST',
          path: `/me/messages/${seg(draft)}/send`,
          repeatable: false,
          priority: 'urgent',
        }),
      ),
    createMailbox: (name, parent) =>
      folder(
        {
          method: 'POST',
          path: parent ? `/me/mailFolders/${seg(parent)}/childFolders` : '/me/mailFolders',
          body: { displayName: name },
          repeatable: false,
        },
        parent,
      ),
    renameMailbox: async (id, name) =>
      nothing(
        await channel.ask({
          method: 'PATCH',
          path: `/me/mailFolders/${seg(id)}`,
          body: { displayName: name },
        }),
      ),
    moveMailbox: async (id, parent) =>
      nothing(
        await channel.ask({
          method: 'POST',
          path: `/me/mailFolders/${seg(id)}/move`,
          body: { destinationId: parent ?? 'msgfolderroot' },
        }),
      ),
    deleteMailbox: async (id) =>
      nothing(await channel.ask({ method: 'DELETE', path: `/me/mailFolders/${seg(id)}` })),
  };
}
