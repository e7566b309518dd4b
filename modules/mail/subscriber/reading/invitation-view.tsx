import { Facts, Icon, useFormat, useWords, type Format } from '@telink/ui';
import type { CalendarTime, InvitationCard } from '../engine/types.ts';
import { nameOf } from '../list/people-line.ts';
import { mailWords, type MoreMailWords } from '../words-more.ts';
import css from './reading.module.css';

/** A calendar's own wall time, written as the product writes times. The zone is named when it is not the reader's. */
export function whenText(
  start: CalendarTime | null,
  end: CalendarTime | null,
  format: Format,
  words: MoreMailWords['invitation'],
): string {
  if (start === null) return '–';
  const read = (time: CalendarTime): number =>
    time.zone === 'UTC'
      ? Date.parse(`${time.local.length === 10 ? `${time.local}T00:00:00` : time.local}Z`)
      : Date.parse(time.local.length === 10 ? `${time.local}T00:00:00` : time.local);
  const from = read(start);
  if (Number.isNaN(from)) return start.local;
  if (start.allDay) return `${format.longDate(from)}, ${words.allDay}`;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone =
    start.zone === '' || start.zone === 'UTC' || start.zone === own ? '' : ` (${words.zone(start.zone)})`;
  const until = end === null ? Number.NaN : read(end);
  if (Number.isNaN(until)) return `${format.longDate(from)} ${format.time(from)}${zone}`;
  const sameDay = format.date(from) === format.date(until);
  return `${format.longDate(from)} ${format.time(from)}–${sameDay ? '' : `${format.longDate(until)} `}${format.time(until)}${zone}`;
}

/** What a calendar part says, as a card. Nothing is answered by looking at it. */
export function InvitationView({ card }: { readonly card: InvitationCard }) {
  const words = useWords(mailWords);
  const format = useFormat();
  const said = words.invitation;
  const people = card.attendees
    .slice(0, 12)
    .map(({ person, status }) => `${nameOf(person, '')} (${said.answers[status]})`);
  const items: (readonly [string, string])[] = [
    [said.when, `${whenText(card.start, card.end, format, said)}${card.repeats ? ` · ${said.repeats}` : ''}`],
    ...(card.location === '' ? [] : [[said.where, card.location] as const]),
    ...(card.organizer === null ? [] : [[said.organizer, nameOf(card.organizer, '')] as const]),
    ...(people.length === 0 ? [] : [[said.attendees, people.join(', ')] as const]),
  ];
  return (
    <section
      className={css['invitation']}
      aria-label={said[card.method]}
      data-cancelled={card.method === 'cancel' || undefined}
    >
      <div className={css['invitationHead']}>
        <Icon name="calendar" size="s" />
        <span>{said[card.method]}</span>
      </div>
      <b className={css['invitationTitle']}>{card.summary.trim() === '' ? words.noSubject : card.summary}</b>
      <Facts items={items} />
    </section>
  );
}
