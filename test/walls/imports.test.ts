import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pathTo, readGraph, root, type Graph } from './graph.ts';

const FOLDERS = ['modules', 'platform', 'packages', 'apps', 'policy'];
const graph = readGraph(FOLDERS);
const planted: string[] = [];
afterAll(() => planted.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The same tree with one more file in it: a gate that does not see the plant is no gate. */
function withPlant(path: string, text: string): Graph {
  const folder = mkdtempSync(join(tmpdir(), 'telink-wall-'));
  planted.push(folder);
  for (const part of FOLDERS)
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: (from) => !/node_modules|\/dist(\/|$)/.test(from.slice(root.length)),
    });
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
  return readGraph(FOLDERS, folder);
}

const files = (of: Graph, pattern: RegExp): string[] =>
  [...of.imports.keys()].filter((file) => pattern.test(file));
const breaches = (of: Graph, from: RegExp, forbidden: (target: string) => boolean): string[] =>
  files(of, from).flatMap((file) => {
    const path = pathTo(of, file, forbidden);
    return path ? [path.join(' → ')] : [];
  });

interface Wall {
  readonly says: string;
  readonly from: RegExp;
  readonly least: number;
  readonly forbidden: (target: string) => boolean;
  readonly plant: readonly [path: string, text: string];
}

const WALLS: readonly Wall[] = [
  {
    says: 'browser code reaches neither the database nor anything of Node',
    from: /^modules\/.*\/(subscriber|office|shop)\/|^packages\/[^/]+\/src\//,
    least: 10,
    forbidden: (target) =>
      ['npm:pg', 'npm:kysely', 'npm:pg-copy-streams', 'npm:pg-boss'].includes(target) ||
      target.startsWith('platform/db') ||
      target.startsWith('npm:node:'),
    plant: ['modules/mail/subscriber/planted.ts', "import pg from 'pg';\nexport { pg };\n"],
  },
  {
    says: 'what runs in a browser can’t reach server code, at any distance',
    from: /^(modules\/[^/]+\/(subscriber|office|shop)|apps\/(subscriber|office|shop)|packages\/[^/]+\/src)\//,
    least: 20,
    forbidden: (target) =>
      /^modules\/[^/]+\/(server\/|index\.ts)/.test(target) ||
      /^platform\/(?!data-map)/.test(target) ||
      target.startsWith('apps/server'),
    plant: [
      'modules/mail/subscriber/planted.ts',
      "import { openPool } from '#platform/db';\nexport { openPool };\n",
    ],
  },
  {
    says: 'server code can’t reach the mail client: mail.4 and mail.14 hold by construction',
    from: /^(platform|apps\/server|modules\/[^/]+\/(server|index\.ts))/,
    least: 20,
    forbidden: (target) => /^modules\/(mail|calendar|contacts)\/subscriber\//.test(target),
    plant: [
      'modules/connections/server/planted.ts',
      "export * from '../../mail/subscriber/engine/types.ts';\n",
    ],
  },
  {
    says: 'only the mail client imports the mail connector (mail.14)',
    from: /^modules\/(?!mail\/)|^platform|^apps\/server|^packages/,
    least: 20,
    forbidden: (target) => target.startsWith('modules/mail/subscriber/engine/'),
    plant: [
      'modules/session/subscriber/planted.ts',
      "export * from '../../mail/subscriber/engine/graph/channel.ts';\n",
    ],
  },
  {
    says: 'the office reaches neither a person’s screens nor the mail client (mail.21)',
    from: /^(modules\/[^/]+\/office|apps\/office)\//,
    least: 20,
    forbidden: (target) => /^(modules\/[^/]+|apps)\/subscriber\//.test(target),
    plant: ['modules/staff/office/planted.ts', "export { screens } from '#subscriber/mail';\n"],
  },
  {
    says: 'a person’s app reaches nothing of the office',
    from: /^(modules\/[^/]+\/subscriber|apps\/subscriber)\//,
    least: 20,
    forbidden: (target) => /^(modules\/[^/]+|apps)\/office\//.test(target),
    plant: ['modules/mail/subscriber/planted.ts', "export { ask } from '#office/staff';\n"],
  },
  {
    says: 'platform has no business in it: it never imports a slice',
    from: /^platform\//,
    least: 15,
    forbidden: (target) => target.startsWith('modules/'),
    plant: ['platform/log/planted.ts', "export * from '#modules/session';\n"],
  },
  {
    says: 'screens know only @telink/ui, never the kit beneath it',
    from: /^(modules\/[^/]+\/(subscriber|office|shop)|apps\/(subscriber|office|shop))\//,
    least: 10,
    forbidden: () => false,
    plant: [
      'modules/mail/subscriber/planted.ts',
      "import { Button } from 'react-aria-components';\nexport { Button };\n",
    ],
  },
];

/** One hop is enough here: packages/ui itself stands on the kit. */
const directly = (of: Graph, from: RegExp, forbidden: (target: string) => boolean): string[] =>
  files(of, from).flatMap((file) =>
    (of.imports.get(file) ?? []).filter(forbidden).map((target) => `${file} → ${target}`),
  );
const isKit = (target: string): boolean => /^npm:(react-aria|react-stately|@react-aria)/.test(target);

describe('walls between the parts of the house', () => {
  for (const wall of WALLS) {
    const look = (of: Graph): string[] =>
      wall.says.startsWith('screens')
        ? directly(of, wall.from, isKit)
        : breaches(of, wall.from, wall.forbidden);
    test(wall.says, () => {
      expect(files(graph, wall.from).length).toBeGreaterThanOrEqual(wall.least);
      expect(look(graph)).toEqual([]);
    });
    test(`a planted breach is seen: ${wall.says}`, () => {
      expect(look(withPlant(...wall.plant)).join('\n')).toContain('planted.ts');
    });
  }
});

test('only platform/db, platform/postgres and platform/jobs import the driver’s code; elsewhere only its types', () => {
  const users = directly(
    graph,
    /^(modules|apps)\//,
    (target) => target === 'npm:pg' || target === 'npm:pg-copy-streams',
  );
  expect(users.filter((use) => !/^modules\/session\/server\/|^apps\/server\/house\.ts/.test(use))).toEqual(
    [],
  );
});
