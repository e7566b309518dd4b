import type { Format } from '@telink/ui';
import type { RequestItem } from '#contract/privacy';
import type { RequestWords } from './words.ts';

/** A day of the server's, as a reader's date: noon, so that no zone moves it. */
export const dateOf = (day: string): Date => new Date(`${day}T12:00:00`);

export const isLate = (request: Pick<RequestItem, 'state' | 'latest'>, today: string): boolean =>
  request.state === 'open' && request.latest < today;

/** What happens next and when, in a sentence. */
export function nextOf(said: RequestWords, format: Format, request: RequestItem, today: string): string {
  if (request.state === 'paused') return said.next.paused;
  if (request.answeredAt !== null)
    return said.next[request.state === 'withdrawn' ? 'withdrawn' : 'answered'](
      format.date(new Date(request.answeredAt)),
    );
  return isLate(request, today)
    ? said.next.late(format.date(dateOf(request.latest)))
    : said.next.open(format.date(dateOf(request.target)));
}

/** «3 år efter svaret», «när du loggar ut». */
export function endOf(said: RequestWords, end: string): string {
  const [event = '', period = ''] = end.split('+');
  const found = /^P(\d+)([DMY])$/.exec(period);
  const { events, at, units } = said.held;
  if (!(event in events) || found === null) return end;
  const known = event as keyof typeof events;
  return found[1] === '0'
    ? at[known]
    : `${found[1]} ${units[found[2] as keyof typeof units]} ${events[known]}`;
}
