import { defineConfig } from 'vitest/config';

/** Three kinds of test: unit (beside the code, against a real Postgres), walls (the house's own rules), promises (the running product in a real browser; the bench's too). */
export default defineConfig({
  test: {
    reporters: ['default', './test/run/count.ts'],
    testTimeout: 60_000,
    // Something that happens by itself may take its time on a busy machine; that it happens is what is asked.
    expect: { poll: { timeout: 15_000, interval: 100 } },
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{platform,modules,packages,policy,apps,test/worlds,test/run,test/canary}/**/*.test.ts'],
          globalSetup: ['./test/run/postgres.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'walls',
          include: ['test/walls/**/*.test.ts'],
          globalSetup: ['./test/run/postgres.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'promises',
          include: ['test/promises/**/*.test.ts', 'bench/**/*.test.ts'],
          globalSetup: ['./test/run/postgres.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
