import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Line numbers of bigint literals inside any function that the React compiler takes for a component or a hook. */
function lostBigints(file: string, source: string): number[] {
  const lines: number[] = [];
  const visit = (node: unknown, inside: boolean): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one, inside);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, bigint, start, id } = node as {
      type?: string;
      bigint?: string;
      start?: number;
      id?: { name?: string };
    };
    if (type === 'Literal' && typeof bigint === 'string' && inside)
      lines.push(source.slice(0, start).split('\n').length);
    const named =
      (type === 'FunctionDeclaration' || type === 'VariableDeclarator') &&
      /^(use[A-Z]|[A-Z]\w*[a-z])/.test(id?.name ?? '');
    for (const value of Object.values(node)) visit(value, inside || named);
  };
  visit(parseSync(file, source).program, false);
  return lines;
}

test('a bigint literal inside a component or a hook is found, one beside it is not', () => {
  const source = `const free = 0n;\nexport function Sum({ ore }) {\n  return <b>{ore + 1n}</b>;\n}\nfunction add(a) { return a + 2n; }\nconst useTotal = () => 3n;`;
  expect(lostBigints('planted.tsx', source)).toEqual([3, 6]);
});

test('no component or hook holds a bigint literal, which the React compiler would turn into undefined', async () => {
  const found: string[] = [];
  for (const folder of ['apps', 'modules', 'packages']) {
    const names = await readdir(`${root}/${folder}`, { recursive: true }).catch(() => []);
    for (const name of names) {
      if (
        !/\.tsx?$/.test(name) ||
        /(^|\/)(node_modules|dist|server)\//.test(name) ||
        /\.test\.tsx?$/.test(name)
      )
        continue;
      const source = await readFile(`${root}/${folder}/${name}`, 'utf8');
      if (!/\d+n\b/.test(source)) continue;
      found.push(...lostBigints(name, source).map((line) => `${folder}/${name}:${line}`));
    }
  }
  expect(found).toEqual([]);
});
