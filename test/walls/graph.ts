import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const root: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export interface Graph {
  /** Files relative to the root → what each imports: files of ours, or `npm:name`. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

const IMPORT_MAP: readonly (readonly [RegExp, string])[] = [
  [/^#modules\/([^/]+)$/, 'modules/$1/index.ts'],
  [/^#contract\/([^/]+)$/, 'modules/$1/contract.ts'],
  [/^#data-map\/([^/]+)$/, 'modules/$1/data-map.ts'],
  [/^#subscriber\/([^/]+)$/, 'modules/$1/subscriber/index.ts'],
  [/^#office\/([^/]+)$/, 'modules/$1/office/index.ts'],
  [/^#session$/, 'modules/session/subscriber/index.ts'],
  [/^#platform\/([^/]+)$/, 'platform/$1/index.ts'],
  [/^#policy$/, 'policy/promises.ts'],
  [/^@telink\/([^/]+)$/, 'packages/$1/src/index.ts'],
];

/** The import graph of all source files below the given folders. Types count too: a type is a dependency on knowledge. */
export function readGraph(folders: readonly string[], base: string = root): Graph {
  const imports = new Map<string, string[]>();
  for (const folder of folders)
    for (const file of sourceFiles(join(base, folder)))
      imports.set(relative(base, file), importsOf(file, base));
  return { imports };
}

export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name === 'dist' ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(file: string, base: string): string[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  const specifiers = [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap((found) =>
      found.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.map((found) =>
      readFileSync(file, 'utf8')
        .slice(found.moduleRequest.start, found.moduleRequest.end)
        .replace(/^['"]|['"]$/g, ''),
    ),
  ];
  return specifiers.map((specifier) => target(specifier, file, base));
}

function target(specifier: string, file: string, base: string): string {
  const plain = specifier.replace(/\?.*$/, '');
  if (plain.startsWith('.')) return relative(base, resolve(dirname(file), plain));
  for (const [pattern, path] of IMPORT_MAP) if (pattern.test(plain)) return plain.replace(pattern, path);
  return `npm:${plain}`;
}

/** The shortest way from a file to something it must not reach, or undefined. */
export function pathTo(
  graph: Graph,
  from: string,
  forbidden: (target: string) => boolean,
): string[] | undefined {
  const queue: string[][] = [[from]];
  const seen = new Set([from]);
  for (let path = queue.shift(); path; path = queue.shift()) {
    for (const next of graph.imports.get(path.at(-1)!) ?? []) {
      if (forbidden(next)) return [...path, next];
      if (!seen.has(next)) {
        seen.add(next);
        queue.push([...path, next]);
      }
    }
  }
  return undefined;
}
