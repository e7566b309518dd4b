import type { Person } from '../message.ts';

export const elin: Person = { name: 'Elin Ljungqvist', address: 'elin@example.se' };
export const oskar: Person = { name: 'Oskar Wennerholm', address: 'oskar@example.se' };
export const amir: Person = { name: 'Amir Lindahl', address: 'amir@example.se' };
export const kontoret: Person = { name: 'Björkviken Arkitekter', address: 'kontoret@example.se' };
export const tove: Person = { name: 'Tove Sandström', address: 'tove.sandstrom@example.com' };
export const amina: Person = { name: 'Amina Haddad', address: 'amina.haddad@example.com' };
export const sara: Person = { name: 'Sara Nyberg', address: 'sara.nyberg@example.com' };
export const henrik: Person = { name: 'Henrik Rask', address: 'henrik.rask@kommunen.example' };
export const jonas: Person = { name: 'Jonas Ekdahl', address: 'jonas.ekdahl@stomverket.example' };
export const linnea: Person = { name: 'Linnea Åkesson', address: 'linnea.akesson@ljudlabbet.example' };
export const mehmet: Person = { name: 'Mehmet Yilmaz', address: 'mehmet@fasadbruket.example' };
export const petra: Person = { name: 'Petra Öberg', address: 'petra.oberg@redovisa.example' };
export const james: Person = { name: 'James Whitfield', address: 'james.whitfield@timberworks.example' };
export const carla: Person = { name: 'Carla Mendes', address: 'carla@lightstudio.example' };
export const newspaper: Person = { name: 'Nordlig Byggtidning', address: 'brev@byggtidning.example' };
export const operator: Person = { name: 'Select Telecom', address: 'faktura@select.example' };
export const association: Person = {
  name: 'Arkitektföreningen Öst',
  address: 'kansli@arkitekter-ost.example',
};

/** Times of the demonstration: relative to the clock, in Stockholm's wall time. */
export interface Calendar {
  /** Today, a share of the time from midnight to now. */
  today(share: number): number;
  /** So many days ago at a wall time. */
  day(daysAgo: number, time: string): number;
  /** The first Thursday at least two days ahead, `20261126`. */
  readonly thursday: string;
  /** The same in words: `torsdag 26 november`. */
  readonly thursdayText: string;
  /** A date so many days from now in words: `30 november`. */
  dateText(daysAhead: number): string;
  /** The month so many months back: `oktober`. */
  monthText(monthsBack: number): string;
}

const hour = 3_600_000;
const dayMs = 24 * hour;
const zone = 'Europe/Stockholm';

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  dateStyle: 'short',
  timeStyle: 'medium',
});

function partsOf(at: number): { readonly date: string; readonly time: string } {
  const text = wallClock.format(at);
  const [date = '', time = ''] = text.split(' ');
  return { date, time };
}

/** The moment a wall time stands for; the offset is found by looking at it twice. */
function wall(date: string, time: string): number {
  const guess = Date.parse(`${date}T${time}:00Z`);
  const shown = partsOf(guess);
  return guess - (Date.parse(`${shown.date}T${shown.time}Z`) - guess);
}

export function calendarAt(now: number): Calendar {
  const midnight = wall(partsOf(now).date, '00:00');
  const words = (at: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...options }).format(at);
  let thursday = midnight + 2 * dayMs + 12 * hour;
  while (words(thursday, { weekday: 'short' }) !== 'tors') thursday += dayMs;
  return {
    today: (share) => Math.floor((midnight + (now - midnight) * share) / 60_000) * 60_000,
    day: (daysAgo, time) => wall(partsOf(midnight + 12 * hour - daysAgo * dayMs).date, time),
    thursday: partsOf(thursday).date.replaceAll('-', ''),
    thursdayText: words(thursday, { weekday: 'long', day: 'numeric', month: 'long' }),
    dateText: (daysAhead) =>
      words(midnight + daysAhead * dayMs + 12 * hour, { day: 'numeric', month: 'long' }),
    monthText: (monthsBack) => words(midnight - monthsBack * 30 * dayMs, { month: 'long' }),
  };
}
