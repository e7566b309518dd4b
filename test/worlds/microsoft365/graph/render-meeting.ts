import type { StoredMessage } from '../message.ts';

/** What a message gains when it carries a meeting (CSDL: eventMessage, eventMessageRequest). */
export const meetingProperties: readonly string[] = [
  'meetingMessageType', 'type', 'isOutOfDate', 'isAllDay', 'isDelegated', 'startDateTime', 'endDateTime', 'location',
  'responseRequested', 'allowNewTimeProposals', 'meetingRequestType', 'recurrence',
]; // prettier-ignore

export function messageEventType({
  meeting,
}: StoredMessage): 'eventMessageRequest' | 'eventMessage' | undefined {
  if (meeting === null) return undefined;
  return meeting.method === 'request' ? 'eventMessageRequest' : 'eventMessage';
}
