import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run/checks.ts';

/** Paths of ours that a document names: in backquotes or as a link. */
function pathsIn(text: string): string[] {
  const quoted = [
    ...text.matchAll(
      /`([A-Za-z.][\w./-]*\/[\w./-]*|[A-Z]+\.md|tsconfig\.\w+\.json|schema\.sql|openapi\.json)`/g,
    ),
  ].map((found) => found[1]!);
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map((found) =>
    found[1]!.replace(/#.*$/, ''),
  );
  return [...new Set([...quoted, ...linked])].filter((path) =>
    /^(platform|modules|packages|apps|policy|test|bench|docs)\/|\.md$|\.json$|\.sql$|\.png$/.test(path),
  );
}

const missingIn = (text: string): string[] => pathsIn(text).filter((path) => !existsSync(join(root, path)));

test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])('every path that %s names exists', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  expect(pathsIn(text).length).toBeGreaterThan(0);
  expect(missingIn(text)).toEqual([]);
});

test('a path that does not exist is seen', () => {
  expect(missingIn('see `platform/nowhere` and [that](docs/gone.md), but not `npm start`')).toEqual([
    'platform/nowhere',
    'docs/gone.md',
  ]);
});

test('ARCHITECTURE.md is two pages at most', () => {
  expect(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(110);
});
