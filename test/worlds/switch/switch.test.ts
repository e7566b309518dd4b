import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { callAt, fictitiousNumbers, pack, traffic, writeTraffic, type FileSpec } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'telink-switch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'file');
const SPEC: FileSpec = { format: 'asterisk', seed: 11, calls: 1000 };
const lines = (spec: FileSpec): string[] => {
  writeTraffic(path, spec);
  return readFileSync(path, 'utf8').trimEnd().split('\n');
};

test('the same seed is the same day, another is another', () => {
  expect(lines(SPEC)).toEqual(lines(SPEC));
  expect(lines(SPEC)).not.toEqual(lines({ ...SPEC, seed: 12 }));
});

test('a part of a day has the rows the whole has', () => {
  const whole = new Set(lines(SPEC).map((line) => line.replace(/"\d+"$/, '')));
  for (const line of lines({ ...SPEC, part: [300, 600] }))
    expect(whole.has(line.replace(/"\d+"$/, ''))).toBe(true);
});

describe('the traps that are asked for are in the file, and counted', () => {
  test('a call is written twice', () => {
    const rows = lines({ ...SPEC, again: 10 });
    const truth = writeTraffic(path, { ...SPEC, again: 10 });
    expect(truth.again).toBe(100);
    expect(rows).toHaveLength(truth.rows);
    expect(new Set(rows).size).toBeLessThan(rows.length);
  });

  test('a row is broken', () => {
    const truth = writeTraffic(path, { ...SPEC, broken: 100 });
    expect(truth.broken).toBe(10);
    expect(readFileSync(path, 'utf8').split('broken, and never closed')).toHaveLength(11);
  });

  test('the sequence starts again', () => {
    const ones = (restarts: number): number =>
      lines({ ...SPEC, ringing: 0, local: 0, ...(restarts > 0 ? { restarts } : {}) }).filter((line) =>
        line.endsWith(',"1"'),
      ).length;
    expect([ones(0), ones(100)]).toEqual([1, 10]);
  });

  test('the night when the clock is set back shows an hour twice', () => {
    const night = { begins: Date.UTC(2026, 9, 24, 23, 30), lasts: 2 * 3_600_000 };
    const hours = lines({ ...SPEC, ...night }).map((line) => /2026-10-25 (\d\d:\d)/.exec(line)![1]!);
    const runs = hours.filter((hour, at) => hour !== hours[at - 1]);
    expect(runs.indexOf('02:0')).toBeLessThan(runs.lastIndexOf('02:0'));
    // Between the two there is the rest of the first hour.
    expect(runs.slice(runs.indexOf('02:0') + 1, runs.lastIndexOf('02:0'))).toContain('02:5');
  });

  test('an archive is cut', () => {
    writeTraffic(path, SPEC);
    pack(path, 'gzip');
    const whole = statSync(path).size;
    writeTraffic(path, SPEC);
    pack(path, 'gzip', 100);
    expect(statSync(path).size).toBe(whole - 100);
  });
});

test('only fictitious numbers call and are called', () => {
  for (let index = 0; index < 500; index += 1) {
    const { served, other } = callAt({ seed: 1, calls: 500 }, index);
    expect(fictitiousNumbers).toContain(served);
    expect(other).toMatch(
      /^(?:46(?:31390|40628|84650|98031|70174)|120255501|442079460|112$|11611|118|1177|222)/,
    );
    expect(other).not.toBe(served);
  }
});

test('a file comes in pieces, however large the day is', () => {
  const pieces = traffic({ ...SPEC, calls: 20_000 });
  for (let next = pieces.next(); next.done !== true; next = pieces.next())
    expect(next.value.length).toBeLessThan(600_000);
});
