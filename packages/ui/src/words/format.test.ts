import { expect, test } from 'vitest';
import { createFormat } from './format.ts';

const sv = createFormat('sv', 'Europe/Stockholm');
const en = createFormat('en', 'Europe/Stockholm');
const now = new Date('2026-11-24T13:41:00Z');
const at = (iso: string) => new Date(iso);
/** No-break space, as the formats write it. */
const t = '\u00a0';

test('times and dates stand in the zone asked for, in both languages', () => {
  expect([sv.time(now), en.time(now)]).toEqual(['14:41', '14:41']);
  expect(sv.time(at('2026-11-23T23:05:00Z'))).toBe('00:05');
  expect([sv.date(now), en.date(now)]).toEqual(['24 november 2026', '24 November 2026']);
  expect([sv.shortDate(now), en.shortDate(now)]).toEqual(['24 nov', '24 Nov']);
  expect(sv.longDate(now)).toBe('tisdag 24 november');
  expect([sv.month(now), sv.weekday(now)]).toEqual(['november 2026', 'tisdag']);
});

test('near days have names, far days have dates', () => {
  expect(sv.day(at('2026-11-24T00:10:00Z'), now)).toBe('I dag');
  expect(sv.day(at('2026-11-23T22:59:00Z'), now)).toBe('I går');
  expect(sv.day(at('2026-11-23T23:01:00Z'), now)).toBe('I dag');
  expect(sv.day(at('2026-11-25T12:00:00Z'), now)).toBe('I morgon');
  expect(sv.day(at('2026-11-18T12:00:00Z'), now)).toBe('onsdag');
  expect(sv.day(at('2026-11-17T12:00:00Z'), now)).toBe('17 november 2026');
  expect(sv.day(at('2026-11-27T12:00:00Z'), now)).toBe('27 november 2026');
  expect(en.day(at('2026-11-23T12:00:00Z'), now)).toBe('Yesterday');
});

test('a list shows the time today, the weekday this week, the day this year and the year before', () => {
  expect(sv.listTime(at('2026-11-24T13:32:00Z'), now)).toBe('14:32');
  expect(sv.listTime(at('2026-11-23T15:07:00Z'), now)).toBe('mån');
  expect(sv.listTime(at('2026-11-12T15:07:00Z'), now)).toBe('12 nov');
  expect(sv.listTime(at('2025-11-12T15:07:00Z'), now)).toBe('2025-11-12');
  expect(sv.moment(at('2026-11-24T08:14:00Z'), now)).toBe('i dag 09:14');
  expect(sv.moment(at('2026-11-12T08:14:00Z'), now)).toBe('12 nov 09:14');
});

test('days left are calendar days, across the change of clock too', () => {
  expect(sv.daysLeft(at('2026-12-23T00:00:00Z'), now)).toBe('29 dagar kvar');
  expect(sv.daysLeft(at('2026-11-25T23:30:00Z'), now)).toBe('2 dagar kvar');
  expect(sv.daysLeft(at('2026-11-25T01:00:00Z'), now)).toBe('1 dag kvar');
  expect(sv.daysLeft(now, now)).toBe('i dag');
  expect(en.daysLeft(at('2026-11-21T12:00:00Z'), now)).toBe('3 days ago');
  expect(sv.daysBetween(at('2026-10-24T22:30:00Z'), at('2026-10-25T23:30:00Z'))).toBe(1);
  expect(sv.daysBetween(at('2026-10-24T12:00:00Z'), at('2026-10-26T12:00:00Z'))).toBe(2);
});

test('sizes are counted in thousands and never read 1000', () => {
  expect([0, 999, 1000, 640_000, 2_400_000, 9_960_000, 999_499, 999_500, 34_000_000].map(sv.bytes)).toEqual([
    `0${t}B`,
    `999${t}B`,
    `1${t}kB`,
    `640${t}kB`,
    `2,4${t}MB`,
    `10${t}MB`,
    `999${t}kB`,
    `1,0${t}MB`,
    `34${t}MB`,
  ]);
  expect(en.bytes(2_400_000)).toBe(`2.4${t}MB`);
});

test('counts and amounts have thin spaces, real minus signs and öre', () => {
  expect([sv.count(1846), sv.count(-12_345_678n), en.count(1846), sv.count(0)]).toEqual([
    `1${t}846`,
    `−12${t}345${t}678`,
    '1,846',
    '0',
  ]);
  expect([sv.amount(690n), sv.amount(-5n), sv.amount(128_400n), sv.amount(391_820_400n)]).toEqual([
    '6,90',
    '−0,05',
    `1${t}284,00`,
    `3${t}918${t}204,00`,
  ]);
  expect([sv.kronor(128_400n), sv.kronor(690n), sv.kronor(128_400n, true), en.kronor(7800n)]).toEqual([
    `1${t}284${t}kr`,
    `6,90${t}kr`,
    `1${t}284,00${t}kr`,
    `SEK${t}78`,
  ]);
  expect([sv.percent(0.62), en.percent(0.8)]).toEqual([`62${t}%`, '80%']);
});

test('durations say only what there is', () => {
  expect([161, 60, 41, 0, 3600, 27_480].map(sv.duration)).toEqual([
    `2${t}min 41${t}s`,
    `1${t}min`,
    `41${t}s`,
    `0${t}s`,
    `1${t}tim`,
    `7${t}tim 38${t}min`,
  ]);
  expect([sv.list(['a', 'b', 'c']), en.list(['a', 'b'])]).toEqual(['a, b och c', 'a and b']);
});
