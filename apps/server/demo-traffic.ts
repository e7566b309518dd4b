import { zoneTime, type ZoneTime } from '#modules/prices';

/** One file as the demonstration's switch would have sent it, in Telink's own CSV (docs/traffic-formats.md). */
export interface DemoFile {
  readonly name: string;
  /** When it came: milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const HEADER =
  'key,kind,direction,served,other,start,seconds,bytes,answered,originNetwork,terminatingNetwork,visited';

/** The numbers of the made-up customers (demo-people.ts). */
export const LINES = {
  elin: '46701740605',
  site: '46701740612',
  switchboard: '46980319200',
  tablet: '46701740613',
  nils: '46701740611',
} as const;

/** Made-up networks: the last two digits are given to nobody. */
const OURS = '240-99';
const OTHERS = '240-98';
/** Numbers for films and books in Sweden, the United Kingdom and the USA; Norwegian numbers of eight digits never begin with 1. */
const KNOWN = ['46313900601', '46701740620', '46701740621', '46846500412', '46406280412', '46701740633'];
const COLLEAGUES = [LINES.site, LINES.elin, '46980319205'];
const NORWAY = '4710000012';
const LONDON = '442079460018';
const WASHINGTON = '12025550143';
const PREMIUM = '46900000001';
const HELPLINE = '116111';

interface Event {
  readonly kind?: 'voice' | 'sms' | 'mms' | 'data';
  readonly direction?: 'out' | 'in';
  readonly served: string;
  readonly other?: string;
  /** Minutes after local midnight. */
  readonly minute: number;
  readonly seconds?: number;
  readonly megabytes?: number;
  readonly missed?: boolean;
  readonly visited?: { readonly country: string; readonly network: string };
}

/**
 * The traffic of the made-up customers from the first day of the month two months ago until now: the same for the same clock. A file a
 * week. Among it: a trip to Norway and one to London, a premium number, a helpline, missed calls, a call that is sent twice, one of a number
 * that nobody has, and a broken row.
 */
export function demoFiles(now: number, timeZone: string): DemoFile[] {
  const zone = zoneTime(timeZone);
  const today = zone.dateAt(now);
  const files: DemoFile[] = [];
  let rows: string[] = [];
  for (const date of daysUntil(today, -2)) {
    const [at, dayOfMonth] = [zone.midnight(date), Number(date.slice(8))];
    const random = randomOf(date);
    const age = Math.round((zone.midnight(today) - at) / DAY);
    for (const [index, event] of dayOf(date, age, random)
      .toSorted((a, b) => a.minute - b.minute)
      .entries()) {
      const start = at + event.minute * MINUTE + Math.floor(random() * 60) * 1000;
      if (start + (event.seconds ?? 0) * 1000 < now) rows.push(rowOf(`${date}-${index}`, event, start, zone));
    }
    const next = zone.midnight(zone.dateAt(at + 26 * 3_600_000));
    if (rows.length === 0 || !(next > now || [7, 14, 21].includes(dayOfMonth) || isLast(date))) continue;
    const first = rows.at(0);
    // Switches send again what they are not sure has arrived.
    if (dayOfMonth === 14 && first !== undefined) rows.push(first);
    if (isLast(date) && date.slice(0, 7) !== today.slice(0, 7) && age <= 31) rows.push(...strange(at, zone));
    files.push({
      name: `switch-${date}.csv`,
      at: Math.min(now, next + 90 * MINUTE),
      text: [HEADER, ...rows, ''].join('\n'),
    });
    rows = [];
  }
  return files;
}

/** What an office app shows among the rejected rows. */
const strange = (at: number, zone: ZoneTime): string[] => [
  rowOf(
    'stranger',
    { served: '46701740699', other: KNOWN[0]!, minute: 0, seconds: 61 },
    at - 3_600_000,
    zone,
  ),
  'broken,voice,out,+46701740605,+46313900601,yesterday,60,,true,,,',
];

function dayOf(date: string, age: number, random: () => number): Event[] {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  const works = weekday >= 1 && weekday <= 5;
  const day = Number(date.slice(8));
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!;
  const between = (low: number, high: number): number => Math.floor(low + random() * (high - low));
  const talk = (served: string, others: readonly string[], from: number, to: number): Event => ({
    served,
    other: pick(others),
    minute: between(from * 60, to * 60),
    seconds: between(25, 900),
  });
  const events: Event[] = [];
  const away = age >= 38 && age <= 40 ? { country: 'NO', network: '242-99' } : undefined;
  if (works) {
    for (let calls = between(1, 4); calls > 0; calls -= 1)
      events.push({ ...talk(LINES.elin, [...KNOWN, ...COLLEAGUES], 8, 17), ...(away && { visited: away }) });
    if (away === undefined) events.push(talk(LINES.switchboard, KNOWN, 8, 17));
    if (day % 2 === 0) events.push(talk(LINES.site, [...KNOWN, LINES.elin], 7, 15));
    if (day % 3 === 0) events.push(talk(LINES.elin, [NORWAY], 9, 16));
    if (day % 9 === 4) events.push({ ...talk(LINES.switchboard, [WASHINGTON], 15, 18), seconds: 412 });
    if (day % 3 === 1)
      events.push({ served: LINES.tablet, kind: 'data', minute: 600, megabytes: between(40, 900) });
  }
  if (away) events.push({ served: LINES.elin, kind: 'data', minute: 480, megabytes: 85, visited: away });
  if (day % 2 === 1) events.push(talk(LINES.nils, KNOWN, 9, 21));
  if (day % 4 === 0)
    events.push({ served: LINES.nils, kind: 'sms', other: pick(KNOWN), minute: between(480, 1320) });
  if (day % 5 === 0)
    events.push({ served: LINES.nils, kind: 'data', minute: 720, megabytes: between(5, 60) });
  if (day % 11 === 0) events.push({ ...talk(LINES.nils, [LONDON], 18, 20), seconds: 251 });
  if (age === 19 || age === 52)
    events.push({ served: LINES.nils, other: PREMIUM, minute: 1220, seconds: 184 });
  if (age === 5) events.push({ served: LINES.nils, other: HELPLINE, minute: 1290, seconds: 1462 });
  if (age >= 44 && age <= 45) events.push(...london(between));
  // What nobody is billed for is kept for a week: older ones would be gone by now.
  if (age < 7) events.push({ ...talk(LINES.nils, KNOWN, 9, 20), seconds: 0, missed: true });
  if (age < 7) events.push({ ...talk(LINES.elin, KNOWN, 9, 17), direction: 'in', seconds: between(40, 400) });
  return events;
}

const london = (between: (low: number, high: number) => number): Event[] => {
  const visited = { country: 'GB', network: '234-99' };
  return [
    { served: LINES.nils, kind: 'data', minute: between(540, 700), megabytes: between(6, 14), visited },
    { served: LINES.nils, other: KNOWN[1]!, minute: between(960, 1100), seconds: 198, visited },
    { served: LINES.nils, other: KNOWN[1]!, direction: 'in', minute: 1205, seconds: 74, visited },
  ];
};

function rowOf(key: string, event: Event, start: number, zone: ZoneTime): string {
  const { kind = 'voice', direction = 'out', served, other = '', seconds = 0, megabytes = 0 } = event;
  const offset = zone.offsetAt(start);
  const shown = `${new Date(start + offset).toISOString().slice(0, 19)}+${String(offset / 3_600_000).padStart(2, '0')}:00`;
  const within = COLLEAGUES.some((each) => each === other);
  return [
    key,
    kind,
    direction,
    `+${served}`,
    other.length > 6 ? `+${other}` : other,
    shown,
    kind === 'voice' ? seconds : 0,
    megabytes * 1_000_000,
    event.missed !== true,
    event.visited?.network ?? OURS,
    kind === 'data' ? '' : within ? OURS : OTHERS,
    event.visited?.country ?? '',
  ].join(',');
}

/** Every day from the first of the month `months` away until `today`, ISO. */
function daysUntil(today: string, months: number): string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const days: string[] = [];
  for (let at = Date.UTC(year, month - 1 + months, 1); at <= Date.parse(today); at += DAY)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

const isLast = (date: string): boolean => new Date(Date.parse(date) + DAY).getUTCDate() === 1;

/** A small generator of even numbers from 0 to 1, begun by the date (mulberry32). */
function randomOf(date: string): () => number {
  let state = Number(date.replaceAll('-', ''));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
