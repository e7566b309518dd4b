import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const order =
  '@layer telink.reset, telink.palette, telink.tokens, telink.modes, telink.base, telink.components, telink.print;';

/** Class names asked for as `css['name']` that the imported sheet does not have. */
function missing(source: string, sheets: Readonly<Record<string, string>>): string[] {
  return [...source.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)].flatMap(
    ([, local = '', path = '']) => {
      const asked = [...source.matchAll(new RegExp(`\\b${local}\\['([\\w]+)'\\]`, 'g'))].map(
        ([, name = '']) => name,
      );
      return asked
        .filter((name) => !new RegExp(`\\.${name}(?![\\w-])`).test(sheets[path] ?? ''))
        .map((name) => `${path} .${name}`);
    },
  );
}

async function files(ending: RegExp): Promise<string[]> {
  return (await readdir(here, { recursive: true }))
    .filter((name) => ending.test(name))
    .map((name) => join(here, name));
}

test('a class that no sheet has is found', () => {
  const source = "import css from './a.module.css';\ncss['there']; css['gone'];";
  expect(missing(source, { './a.module.css': '.there { color: red; }' })).toEqual(['./a.module.css .gone']);
});

test('every class a part names stands in its sheet', async () => {
  const found: string[] = [];
  for (const file of await files(/\.tsx$/)) {
    const source = await readFile(file, 'utf8');
    const sheets: Record<string, string> = {};
    for (const [, path = ''] of source.matchAll(/from '(\.[^']+\.module\.css)'/g))
      sheets[path] = await readFile(join(dirname(file), path), 'utf8');
    found.push(...missing(source, sheets).map((one) => `${file}: ${one}`));
  }
  expect(found).toEqual([]);
});

test('every sheet says the order of the layers first, so that it holds whichever chunk comes first', async () => {
  for (const file of await files(/\.module\.css$/))
    expect((await readFile(file, 'utf8')).startsWith(order), file).toBe(true);
  expect(await readFile(join(here, 'tokens.css'), 'utf8')).toContain(order);
});

test('no part uses a raw colour; colours come from the tokens', async () => {
  for (const file of await files(/\.module\.css$/)) {
    const raw = (await readFile(file, 'utf8')).match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi) ?? [];
    expect(raw, file).toEqual([]);
  }
});
