import type { Message, MessageChange } from './provider.ts';

const EMPTY: Omit<Message, 'id'> = {
  mailboxes: [],
  thread: '',
  subject: '',
  from: null,
  to: [],
  cc: [],
  bcc: [],
  replyTo: [],
  receivedAt: 0,
  read: true,
  flagged: false,
  draft: false,
  important: false,
  categories: [],
  hasAttachments: false,
  preview: '',
  kind: 'message',
  internetId: '',
  version: '',
};

/** A whole header out of a change, for a message not known before. A message without thread is its own. */
export function whole(change: MessageChange, before?: Message): Message {
  const merged = { ...(before ?? EMPTY), ...change };
  return merged.thread ? merged : { ...merged, thread: merged.id };
}
