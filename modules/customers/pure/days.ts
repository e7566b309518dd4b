/** Days as people and contracts mean them, in the operator's zone. ISO dates, `YYYY-MM-DD`; moments in milliseconds since the epoch. */
const MINUTE = 60_000;
const DAY = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** What the clock on the wall shows, as if it were UTC. */
const wallClock = (moment: number, zone: string): number =>
  Date.parse(`${clockOf(zone).format(moment).replace(' ', 'T')}Z`);

/** The day it is in `zone` at a moment. */
export const dayAt = (moment: number, zone: string): string =>
  new Date(wallClock(moment, zone)).toISOString().slice(0, 10);

/** The moment a day begins in `zone`: where the clock is turned at midnight, its first moment. */
export function dayBegins(day: string, zone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  let moment = wanted - (wallClock(wanted, zone) - wanted);
  moment = wanted - (wallClock(moment, zone) - moment);
  // Clocks are turned by whole minutes: step to the first moment that bears the date.
  while (dayAt(moment, zone) < day) moment += MINUTE;
  while (dayAt(moment - MINUTE, zone) >= day) moment -= MINUTE;
  return moment;
}

/** The day after. */
export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

/** A day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
