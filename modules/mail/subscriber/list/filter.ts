export type Filter = 'all' | 'unread' | 'flagged' | 'attachments';

/** A filter as the engine's search line says it; the list of a mailbox when there is none. */
export const filterQuery: Readonly<Record<Exclude<Filter, 'all'>, string>> = {
  unread: 'is:unread',
  flagged: 'is:flagged',
  attachments: 'has:attachment',
};
