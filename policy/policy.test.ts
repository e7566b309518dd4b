import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { PURPOSES } from '#platform/data-map';
import { disagreements, purposeFaults } from './agree.ts';
import { loadPolicies, loadVersions } from './load.ts';
import { pinFaults, pinOf, publish, readPinned } from './pin.ts';
import { promise } from './promise.ts';
import { isPromiseId, PROMISES } from './promises.ts';
import { readPolicy, sentencesOf } from './read.ts';

const HERE = import.meta.dirname;
const source = (name: string): string => readFileSync(join(HERE, name), 'utf8');
const pinned = readPinned() ?? { version: 0, sentences: { sv: {}, en: {} } };
const policies = loadPolicies();

/** The Swedish text with one fault planted. */
function planted(find: string, replace: string, name: 'sv.md' | 'en.md' = 'sv.md'): string {
  const text = source(name);
  expect(text).toContain(find);
  return text.replace(find, replace);
}
const reading = (text: string) => () => readPolicy(text, 'sv.md');

describe('the promises', () => {
  test('are 140 ids, each once, 130 from the policy and 10 from the law', () => {
    expect(new Set(PROMISES.map((row) => row.id)).size).toBe(140);
    expect(PROMISES.filter((row) => row.chapter === 'law')).toHaveLength(10);
    expect(isPromiseId('mail.4')).toBe(true);
    expect(isPromiseId('mail.26')).toBe(false);
  });
});

describe('the policy text', () => {
  test('carries all 140 promises in both languages, sentence by sentence the same', () => {
    expect(disagreements(policies)).toEqual([]);
    expect(sentencesOf(policies.sv).length).toBeGreaterThan(140);
  });

  promise(
    'purpose.2',
    'the closed list of purposes is the policy’s, one sentence each in both languages, and no published word has changed',
    () => {
      expect(PURPOSES.length).toBeGreaterThan(10);
      for (const policy of [policies.sv, policies.en]) expect(purposeFaults(policy, PURPOSES)).toEqual([]);
      expect(pinFaults(policies, pinned)).toEqual([]);
    },
  );

  test('refuses a purpose without a sentence, a sentence without a purpose, and one told twice', () => {
    expect(purposeFaults(policies.sv, [...PURPOSES, 'resale'])).toEqual([
      'The purpose resale has no sentence in the policy.',
    ]);
    expect(
      purposeFaults(
        policies.sv,
        PURPOSES.filter((name) => name !== 'bill'),
      ),
    ).toEqual(["The policy's purpose bill is not in the product's list."]);
    const twice = readPolicy(
      planted('{purpose.3 purpose:deliver_contract}', '{purpose.3 purpose:deliver_contract purpose:bill}'),
      'sv.md',
    );
    expect(purposeFaults(twice, PURPOSES)).toEqual(['The purpose bill has more than one sentence.']);
  });

  test('names an unknown id with its line', () => {
    expect(reading(planted('{mail.4}', '{mail.44}'))).toThrow(
      /^sv\.md:\d+: Unknown promise id «mail\.44»\.$/u,
    );
  });

  test('names a sentence without its mark, an empty mark and a key used twice', () => {
    expect(reading(planted(' {mail.20}', ''))).toThrow('The sentence lacks its mark');
    expect(reading(planted('{purpose.3 purpose:deliver_contract}', '{purpose:deliver_contract}'))).toThrow(
      'The mark names no promise.',
    );
    expect(reading(planted('{mail.5}', '{mail.4}'))).toThrow('The key «mail.4» already stands on line');
  });

  test('names an unknown placeholder', () => {
    expect(reading(planted('{{controller.name}}', '{{controller.owner}}'))).toThrow(
      'Unknown placeholder «{{controller.owner}}».',
    );
  });

  test('names front matter that lacks the change notice of its version', () => {
    expect(reading(planted('version: 1', 'version: 2'))).toThrow('Version 2 has no change notice.');
    expect(reading(planted('date: 2026-11-24', 'date: 24/11'))).toThrow('The date is not YYYY-MM-DD.');
  });

  test('finds an id that is carried by no sentence', () => {
    const sv = readPolicy(planted('De används inte för att visa annonser. {calendar.10}\n', ''), 'sv.md');
    const en = readPolicy(
      planted('They are not used to show advertising. {calendar.10}\n', '', 'en.md'),
      'en.md',
    );
    expect(disagreements({ sv, en })).toEqual([
      'sv.md carries no sentence for calendar.10.',
      'en.md carries no sentence for calendar.10.',
    ]);
  });

  test('finds where the languages part ways', () => {
    const en = readPolicy(planted('{mail.7}', '{mail.7 mail.10}', 'en.md'), 'en.md');
    expect(disagreements({ sv: policies.sv, en })).toEqual([
      expect.stringMatching(/^Sentences part ways: sv\.md:\d+ \{mail\.7 #mail\.7\}, en\.md:\d+/u),
    ]);
  });
});

describe('a published version', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));
  const copy = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'telink-policy-'));
    folders.push(folder);
    for (const name of ['sv.md', 'en.md', 'pinned.json', 'versions'])
      cpSync(join(HERE, name), join(folder, name), { recursive: true });
    return folder;
  };
  const rewrite = (folder: string, name: string, change: (text: string) => string): void =>
    writeFileSync(join(folder, name), change(readFileSync(join(folder, name), 'utf8')));

  test('stands in the archive word for word', () => {
    const archived = loadVersions().get(pinned.version);
    expect(archived).toBeDefined();
    if (archived !== undefined) expect(pinOf(archived)).toEqual(pinned);
  });

  test('can’t be changed without a new version and its notice', () => {
    const folder = copy();
    rewrite(folder, 'sv.md', (text) =>
      text.replace('Vi lagrar inte dina mejl', 'Vi lagrar sällan dina mejl'),
    );
    expect(pinFaults(loadPolicies(folder), pinned)).toEqual([
      expect.stringContaining('sv.md: mail.4 has changed since version 1'),
    ]);
    expect(() => publish(folder)).toThrow('Raise the version and tell what changed.');
  });

  test('is followed by the next one, and stays readable beside it', () => {
    const folder = copy();
    for (const [name, notice] of [
      ['sv.md', 'Ändrat.'],
      ['en.md', 'Changed.'],
    ] as const) {
      rewrite(folder, name, (text) =>
        text
          .replace('version: 1\ndate: 2026-11-24', 'version: 2\ndate: 2027-01-01')
          .replace('changes:\n', `changes:\n  - 2 | 2027-01-01 | ${notice}\n`),
      );
    }
    rewrite(folder, 'sv.md', (text) => text.replace('Vi lagrar inte dina mejl', 'Vi sparar inte dina mejl'));
    expect(pinFaults(loadPolicies(folder), pinned)).toEqual([
      'Version 2 is not published yet: npm run policy:publish.',
    ]);
    expect(publish(folder)).toBe('Version 2 is published.');
    expect([...loadVersions(folder).keys()]).toEqual([1, 2]);
    expect(publish(folder)).toBe('Version 2 is already published.');
  });
});
