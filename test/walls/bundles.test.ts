import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { buildApps, builtFolder } from '../../apps/server/build.ts';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

/**
 * Gzip, in bytes, of script that arrives before the first list of mail is painted: the design's aim. What comes after (reading, writing,
 * menus, dialogs, the drawings and words only they need) is fetched when the list is there; see the mail page's ahead.ts.
 */
const BUDGET = 180_000;

let manifest: Record<string, Chunk>;
beforeAll(async () => {
  await buildApps(() => undefined);
  manifest = JSON.parse(
    readFileSync(join(builtFolder('subscriber'), '.vite', 'manifest.json'), 'utf8'),
  ) as Record<string, Chunk>;
});

/** A chunk and everything it needs before it can run. */
function needed(entries: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) visit(next);
  };
  entries.forEach(visit);
  return [...seen].map((key) => manifest[key]!.file).filter((file) => file.endsWith('.js'));
}

const text = (file: string): string => readFileSync(join(builtFolder('subscriber'), file), 'utf8');
const gzip = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(text(file)).length, 0);

test('the script before the first list is within its budget, and is the first script', () => {
  const files = needed(['index.html']);
  expect(gzip(files)).toBeLessThanOrEqual(BUDGET);
  // What the list says to those who wait for it: it is fetched with nothing before it and nothing after.
  expect(files.some((file) => text(file).includes('telink:list-painted'))).toBe(true);
});

test('the editor is not among it', () => {
  const files = needed(['index.html']);
  const all = Object.values(manifest)
    .map((chunk) => chunk.file)
    .filter((file) => file.endsWith('.js'));
  const mark = 'squire-selection-start';
  expect(all.some((file) => text(file).includes(mark))).toBe(true);
  expect(files.filter((file) => text(file).includes(mark))).toEqual([]);
});

test('nothing of the server and no other host’s address is in the browser’s script', () => {
  const all = Object.values(manifest)
    .map((chunk) => chunk.file)
    .filter((file) => file.endsWith('.js'));
  expect(all.length).toBeGreaterThan(5);
  for (const file of all) {
    expect(text(file), file).not.toMatch(/node:(fs|net|child_process|sqlite)|pg-boss|openid-client/);
    const hosts = [...text(file).matchAll(/https?:\/\/([a-z0-9.-]+\.[a-z]{2,})/gi)].map((found) =>
      found[1]!.toLowerCase(),
    );
    const strange = hosts.filter(
      (host) =>
        !/(^|\.)(w3\.org|react\.dev|reactjs\.org|tanstack\.com|mozilla\.org|example\.(com|org|net|se)|github\.com|microsoft\.com|adobe\.com|webkit\.org|ietf\.org)$/.test(
          host,
        ),
    );
    expect(strange, file).toEqual([]);
  }
});

test('the office’s script names no provider and holds nothing of the mail client', () => {
  const folder = builtFolder('office');
  const scripts = (of: string): string[] =>
    Object.values(
      JSON.parse(readFileSync(join(of, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>,
    )
      .map((chunk) => chunk.file)
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(of, file), 'utf8'));
  const marks = [
    'graph.microsoft.com',
    '/me/mailFolders',
    'squire-selection-start',
    '/api/connections',
    '/api/session',
  ];
  const found = (of: string): string[] =>
    marks.filter((mark) => scripts(of).some((script) => script.includes(mark)));
  // What the other app holds shows that the marks are marks.
  expect(found(builtFolder('subscriber')).length).toBeGreaterThan(2);
  expect(scripts(folder).length).toBeGreaterThan(5);
  expect(found(folder)).toEqual([]);
});
