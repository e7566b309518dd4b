import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clocksOf, wallTime } from './clocks.ts';

const ZONE = 'Europe/Stockholm';
const HOUR = 3_600_000;
const both = { authorities: ['pts', 'imy'], peopleAtRisk: true } as const;
const dueOf = (aware: string): Record<string, string> =>
  Object.fromEntries(
    clocksOf({ awareAt: Date.parse(aware), ...both }, [], Date.parse(aware)).map(({ clock, due }) => [
      clock,
      due === undefined ? 'without undue delay' : wallTime(due, ZONE),
    ]),
  );

test('the clocks do not wait for Monday', () => {
  // A Friday evening.
  expect(dueOf('2026-11-27T18:30:00+01:00')).toEqual({
    'pts-first': '2026-11-28 18:30 +01:00',
    'pts-supplement': '2026-12-01 18:30 +01:00',
    imy: '2026-11-30 18:30 +01:00',
    people: 'without undue delay',
  });
});

test('nor for Christmas', () => {
  expect(dueOf('2026-12-24T15:00:00+01:00')['pts-first']).toBe('2026-12-25 15:00 +01:00');
});

test('when summer time ends, twenty-four hours are over an hour earlier on the wall', () => {
  expect(dueOf('2026-10-24T12:00:00+02:00')).toMatchObject({
    'pts-first': '2026-10-25 11:00 +01:00',
    imy: '2026-10-27 11:00 +01:00',
  });
});

test('the hour that comes twice is told apart', () => {
  expect(dueOf('2026-10-24T02:30:00+02:00')['pts-first']).toBe('2026-10-25 02:30 +02:00');
  expect(dueOf('2026-10-24T03:30:00+02:00')['pts-first']).toBe('2026-10-25 02:30 +01:00');
});

test('when summer time begins, twenty-four hours are over an hour later on the wall', () => {
  expect(dueOf('2027-03-27T12:00:00+01:00')).toMatchObject({
    'pts-first': '2027-03-28 13:00 +02:00',
    imy: '2027-03-30 13:00 +02:00',
  });
});

test('whatever the moment, whatever the zone: so many hours have passed, no more and no less', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2050-01-01') }),
      fc.integer({ min: 0, max: 200 * HOUR }),
      (awareAt, after) => {
        const first = { clock: 'pts-first', how: 'told', at: awareAt + after } as const;
        const clocks = clocksOf({ awareAt, ...both }, [first], awareAt + after);
        const due = (name: string): number => clocks.find(({ clock }) => clock === name)?.due ?? 0;
        expect(due('pts-first') - awareAt).toBe(24 * HOUR);
        expect(due('imy') - awareAt).toBe(72 * HOUR);
        expect(due('pts-supplement') - first.at).toBe(72 * HOUR);
        expect(clocks.find(({ clock }) => clock === 'pts-first')?.state).toBe(
          after <= 24 * HOUR ? 'in-time' : 'late',
        );
        expect(clocks.find(({ clock }) => clock === 'imy')?.state).toBe(
          after <= 72 * HOUR ? 'running' : 'late',
        );
      },
    ),
  );
});

test('only those who are concerned have a clock, and what is not needed stops', () => {
  const awareAt = Date.parse('2026-11-24T08:00:00Z');
  const only = clocksOf({ awareAt, authorities: ['imy'], peopleAtRisk: false }, [], awareAt);
  expect(only.map(({ clock }) => clock)).toEqual(['imy']);
  const [stopped] = clocksOf(
    { awareAt, authorities: ['imy'], peopleAtRisk: false },
    [{ clock: 'imy', how: 'not-needed', at: awareAt + HOUR }],
    awareAt + 500 * HOUR,
  );
  expect(stopped?.state).toBe('not-needed');
});
