import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Closes a run with the one line that people and machines read: «N passed, N failed, N skipped». */
export default class Count implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      if (tests.length === 0 && module.state() === 'failed') failed += 1;
      for (const test of tests) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else {
          skipped += 1;
          process.stdout.write(`skipped: ${test.fullName}\n`);
        }
      }
    }
    const totals = process.env['TELINK_TEST_TOTALS'];
    if (totals !== undefined) writeFileSync(totals, JSON.stringify({ passed, failed, skipped }));
    else process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}
