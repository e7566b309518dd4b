import type { Message, MessageList, Row } from '../engine/types.ts';

export const steady = { get: () => false, subscribe: () => () => undefined };

/** A message with nothing in it but what is given. */
export function message(part: Partial<Message> & Pick<Message, 'id'>): Message {
  return {
    mailboxes: ['inbox'],
    thread: part.id,
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
    ...part,
  };
}

/** A list over an array, for trying what stands on lists. `read` counts the rows looked at. */
export function listOf(
  times: number[],
  known = Number.POSITIVE_INFINITY,
): MessageList & { readonly read: () => number; readonly times: number[] } {
  let read = 0;
  const row = (index: number): Row => {
    read += 1;
    const receivedAt = times[index];
    if (receivedAt === undefined || index >= known) return { state: 'loading', key: `#${index}`, index };
    const head = message({ id: `m${receivedAt}`, receivedAt });
    return {
      state: 'ready',
      key: `c${receivedAt}`,
      index,
      head,
      ids: [head.id],
      unread: 0,
      flagged: false,
      hasAttachments: false,
      hasDraft: false,
      waiting: false,
    };
  };
  return {
    times,
    read: () => read,
    mailbox: 'inbox',
    version: { get: () => 0, subscribe: () => () => undefined },
    loading: steady,
    count: () => times.length,
    row,
    indexOf: (key) => times.findIndex((time) => `c${time}` === key),
    close: () => undefined,
  };
}
