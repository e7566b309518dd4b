import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWorld, type TestWorld } from '../../test/run/database.ts';
import { transact } from '#platform/db';
import { startJobs, type JobPayload, type Jobs } from '#platform/jobs';

let world: TestWorld;
let jobs: Jobs;
beforeAll(async () => {
  world = await testWorld();
  jobs = await startJobs(world.pool, world.log);
});
afterAll(async () => {
  await jobs.stop();
  await world.drop();
});

const until = async (what: () => boolean): Promise<void> => {
  for (let i = 0; i < 200 && !what(); i += 1) await new Promise((done) => setTimeout(done, 50));
};

test('a job exists if and only if its transaction commits', async () => {
  const seen: JobPayload[] = [];
  await jobs.work('greet', async (payload) => void seen.push(payload));
  await transact(world.ctx, (ctx) => jobs.enqueue(ctx.tx, 'greet', { id: 'committed' }));
  await transact(world.ctx, async (ctx) => {
    await jobs.enqueue(ctx.tx, 'greet', { id: 'rolled back' });
    throw new Error('no');
  }).catch(() => undefined);
  await transact(world.ctx, (ctx) => jobs.enqueue(ctx.tx, 'greet', { id: 'last' }));
  await until(() => seen.length >= 2);
  expect(seen.map((payload) => payload['id']).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(
    ['committed', 'last'],
  );
});

test('a handler that fails gets the job again', async () => {
  let tries = 0;
  await jobs.work('stubborn', async () => {
    tries += 1;
    if (tries === 1) throw new Error('first time');
  });
  await transact(world.ctx, (ctx) => jobs.enqueue(ctx.tx, 'stubborn', { id: 'x' }));
  await until(() => tries >= 2);
  expect(tries).toBe(2);
});

test('a recurring act that fails is logged without its message and runs again', async () => {
  let turns = 0;
  jobs.every(20, 'sweep', async () => {
    turns += 1;
    throw new Error('CNRY-job');
  });
  await until(() => turns >= 2);
  expect(turns).toBeGreaterThanOrEqual(2);
  expect(world.logged.join('')).toContain('"job":"sweep"');
  expect(world.logged.join('')).not.toContain('CNRY');
});
