import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringNeeds } from './needs.ts';
import { root, runChecks } from './checks.ts';

/** `npm test`: what the tests need, the static checks, then every test. The last line is «N passed, N failed, N skipped». */
bringNeeds((line) => process.stdout.write(`${line}\n`));
const checks = runChecks();

const folder = mkdtempSync(join(tmpdir(), 'telink-totals-'));
const totalsFile = join(folder, 'totals.json');
const vitest = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TELINK_TEST_TOTALS: totalsFile },
  },
);
let tests = { passed: 0, failed: 1, skipped: 0 };
try {
  tests = JSON.parse(readFileSync(totalsFile, 'utf8')) as typeof tests;
} catch {
  process.stdout.write('The test runner ended without a result.\n');
}
rmSync(folder, { recursive: true, force: true });
const failed = checks.failed + tests.failed + (vitest.status !== 0 && tests.failed === 0 ? 1 : 0);
process.stdout.write(`${checks.passed + tests.passed} passed, ${failed} failed, ${tests.skipped} skipped\n`);
process.exit(failed > 0 ? 1 : 0);
