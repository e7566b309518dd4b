import type { LifeEvent } from '#platform/data-map';

/** Where a row itself says when the event was that its term runs from: the first of these columns the table has. The same to whoever tells and whoever erases (promise access.7). */
export const MOMENTS: Readonly<Partial<Record<LifeEvent, readonly string[]>>> = {
  created: [
    'created_at',
    'disclosed_at',
    'found_at',
    'made_at',
    'at',
    'signed_at',
    'started_at',
    'expires_at',
    'last_at',
    'filed_at',
    'begun_at',
    'stored_at',
    'opened_at',
    'received_at',
  ],
  request_answered: ['answered_at', 'confirmed_at', 'closed_at', 'done_at'],
  session_ended: ['expires_at'],
  disconnected: ['disconnected_at'],
  conveyed: ['conveyed_on'],
};

/** @returns the column of the table. */
export const momentOf = (event: LifeEvent, columns: Readonly<Record<string, unknown>>): string | undefined =>
  MOMENTS[event]?.find((column) => Object.hasOwn(columns, column));
