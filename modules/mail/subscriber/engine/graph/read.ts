import { done, mapped, trouble } from '../port/answers.ts';
import type {
  Answer,
  Attachment,
  Changes,
  Cursor,
  Mailbox,
  MailboxRole,
  Message,
  MessageBody,
  MessageChange,
  Provider,
} from '../port/provider.ts';
import type { Channel } from './channel.ts';
import {
  HEADER_FIELDS,
  WELL_KNOWN,
  attachment,
  body,
  isRaw,
  listOf,
  mailboxChange,
  message,
  messageChange,
  nameOfRole,
  roleOf,
} from './translate.ts';
import type { Raw } from './translate.ts';

const PAGE = 200;
/** Files from this size on come by themselves, not in a batch. Bytes. */
const LARGE = 500_000;
const FOLDER_FIELDS = 'id,displayName,parentFolderId,childFolderCount,unreadItemCount,totalItemCount';

export const seg = encodeURIComponent;

export function bytesOf(base64: unknown): Uint8Array {
  const binary = atob(typeof base64 === 'string' ? base64 : '');
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

type Reading = Pick<
  Provider,
  'mailboxes' | 'changes' | 'window' | 'thread' | 'header' | 'body' | 'raw' | 'attachment' | 'attachments'
>;

export function reading(channel: Channel): Reading {
  const roles = new Map<string, MailboxRole>();
  let root = '';
  /** What Exchange keeps there is on its way out and can't be dealt with: shown, it would only be mistaken for our own outbox. */
  let outbox = '';

  const learnRoles = async (): Promise<void> => {
    if (roles.size > 0) return;
    const asked = await Promise.all(
      ['msgfolderroot', 'outbox', ...WELL_KNOWN].map((name) =>
        channel.ask({ method: 'GET', path: `/me/mailFolders/${name}?$select=id`, priority: 'urgent' }),
      ),
    );
    for (const [index, answer] of asked.entries()) {
      if (!answer.ok || !isRaw(answer.value)) continue;
      const id = String(answer.value['id']);
      if (index === 0) root = id;
      else if (index === 1) outbox = id;
      else roles.set(id, roleOf(WELL_KNOWN[index - 2] ?? ''));
    }
  };

  const deltaPage = async (
    path: string,
    prefer: string | null,
    background: boolean,
  ): Promise<Answer<{ rows: readonly Raw[]; cursor: Cursor; more: boolean }>> => {
    const answer = await channel.ask({
      method: 'GET',
      path,
      priority: background ? 'background' : 'urgent',
      ...(prefer ? { headers: { Prefer: prefer } } : {}),
    });
    if (!answer.ok) return answer;
    const page = isRaw(answer.value) ? answer.value : {};
    const next = page['@odata.nextLink'];
    const link = next ?? page['@odata.deltaLink'];
    const cursor = typeof link === 'string' ? await channel.pathOf(link) : null;
    // No usable link means the round can't be continued: start over rather than miss changes.
    return cursor === null
      ? trouble('reset', 'no-link')
      : done({ rows: listOf(page['value']), cursor, more: next !== undefined });
  };

  return {
    mailboxes: async (cursor) => {
      const path = cursor ?? `/me/mailFolders/delta?$select=${FOLDER_FIELDS}`;
      const [page] = await Promise.all([deltaPage(path, null, false), learnRoles()]);
      return mapped(
        page,
        ({ rows, cursor: next, more }): Changes<Partial<Mailbox> & Pick<Mailbox, 'id'>> => ({
          changed: rows
            .filter((r) => !('@removed' in r) && r['id'] !== root && r['id'] !== outbox)
            .map((r) => mailboxChange(r, roles, root)),
          removed: rows.filter((r) => '@removed' in r).map((r) => String(r['id'])),
          cursor: next,
          more,
        }),
      );
    },
    changes: async (mailbox, cursor) => {
      const path =
        cursor ??
        `/me/mailFolders/${seg(mailbox)}/messages/delta?$select=${HEADER_FIELDS}&$orderby=receivedDateTime%20desc`;
      const page = await deltaPage(path, `odata.maxpagesize=${PAGE}`, true);
      return mapped(page, ({ rows, cursor: next, more }): Changes<MessageChange> => ({
        changed: rows.filter((r) => !('@removed' in r)).flatMap((r) => messageChange(r, mailbox) ?? []),
        removed: rows.filter((r) => '@removed' in r).map((r) => String(r['id'])),
        cursor: next,
        more,
      }));
    },
    window: async (mailbox, skip, take, urgent = true) => {
      const answer = await channel.ask({
        method: 'GET',
        path: `/me/mailFolders/${seg(nameOfRole(mailbox))}/messages?$select=${HEADER_FIELDS}&$orderby=receivedDateTime desc&$top=${take}${skip > 0 ? `&$skip=${skip}` : ''}`.replaceAll(
          ' ',
          '%20',
        ),
        priority: urgent ? 'urgent' : 'background',
      });
      return mapped(answer, (value) => messages(value));
    },
    thread: async (thread) => {
      // Ordered here: a conversationId filter cannot be ordered by the provider (InefficientFilter).
      const answer = await channel.ask({
        method: 'GET',
        path: `/me/messages?$filter=conversationId%20eq%20'${seg(thread.replaceAll("'", "''"))}'&$select=${HEADER_FIELDS}&$top=100`,
        priority: 'normal',
      });
      return mapped(answer, (value) => messages(value).toSorted((a, b) => a.receivedAt - b.receivedAt));
    },
    header: async (id) =>
      one(
        await channel.ask({
          method: 'GET',
          path: `/me/messages/${seg(id)}?$select=${HEADER_FIELDS}`,
          priority: 'urgent',
        }),
      ),
    body: async (id, urgent) => {
      const priority = urgent ? 'urgent' : 'background';
      const [main, files] = await Promise.all([
        channel.ask({
          method: 'GET',
          path: `/me/messages/${seg(id)}?$select=id,body,internetMessageHeaders`,
          priority,
        }),
        channel.ask({ method: 'GET', path: attachmentsPath(id), priority }),
      ]);
      if (!main.ok) return main;
      if (!files.ok) return files;
      return isRaw(main.value)
        ? done<MessageBody>(body(main.value, attachmentsOf(files.value)))
        : trouble('refused', 'no-body');
    },
    raw: (id) => channel.bytes(`/me/messages/${seg(id)}/$value`),
    attachment: async (id, part, known) => {
      // As bytes: the same within JSON is a third more to carry, and unpacking it holds up the page.
      if (known?.kind === 'file' && known.size > LARGE)
        return mapped(
          await channel.bytes(`/me/messages/${seg(id)}/attachments/${seg(part)}/$value`),
          (bytes) => ({ info: known, bytes }),
        );
      const answer = await channel.ask({
        method: 'GET',
        path: `/me/messages/${seg(id)}/attachments/${seg(part)}`,
        priority: 'urgent',
      });
      if (!answer.ok) return answer;
      if (!isRaw(answer.value)) return trouble('refused', 'no-attachment');
      const info = attachment(answer.value);
      if (typeof answer.value['contentBytes'] === 'string')
        return done({ info, bytes: bytesOf(answer.value['contentBytes']) });
      // An attached message has no bytes of its own in the listing; its source does.
      return mapped(
        await channel.bytes(`/me/messages/${seg(id)}/attachments/${seg(part)}/$value`),
        (bytes) => ({ info, bytes }),
      );
    },
    attachments: async (id) =>
      mapped(await channel.ask({ method: 'GET', path: attachmentsPath(id) }), attachmentsOf),
  };
}

const attachmentsPath = (id: string): string =>
  `/me/messages/${seg(id)}/attachments?$select=id,name,contentType,size,isInline&$top=200`;

const attachmentsOf = (value: unknown): readonly Attachment[] =>
  listOf(isRaw(value) ? value['value'] : null).map(attachment);

export const messages = (value: unknown): readonly Message[] =>
  listOf(isRaw(value) ? value['value'] : null).flatMap((raw) => message(raw) ?? []);

export function one(answer: Answer<unknown>): Answer<Message> {
  if (!answer.ok) return answer;
  const found = message(answer.value);
  return found ? done(found) : trouble('refused', 'no-message');
}
