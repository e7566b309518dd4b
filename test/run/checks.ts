import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['platform', 'modules', 'packages', 'apps', 'policy', 'test', 'bench'].filter((folder) =>
  existsSync(`${root}/${folder}`),
);

interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

const CHECKS: readonly Check[] = [
  { name: 'types: five worlds, every strict flag', command: ['tsc', '-b', 'tsconfig.json'] },
  { name: 'lint, with types', command: ['oxlint', '--type-aware', ...FOLDERS] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'nothing unused', command: ['knip', '--no-progress'] },
];

/** Runs the static checks one by one; a check that says nothing in ten minutes has failed. */
export function runChecks(): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const { name, command } of CHECKS) {
    const started = Date.now();
    const [program, ...args] = command;
    const done = spawnSync(`${root}/node_modules/.bin/${program}`, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      timeout: 600_000,
      maxBuffer: 64 * 1024 * 1024,
    });
    const ok = done.status === 0;
    if (ok) passed += 1;
    else failed += 1;
    process.stdout.write(`${ok ? '✓' : '×'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
    if (!ok) process.stdout.write(`${done.stdout}${done.stderr}\n`);
  }
  return { passed, failed };
}
