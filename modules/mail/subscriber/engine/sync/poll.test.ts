import { expect, test } from 'vitest';
import { startPolling } from './poll.ts';

test('asked to look again while it looks, it looks once more afterwards: what came meanwhile is not left to the next poll', async () => {
  const finish: (() => void)[] = [];
  const ask = (): Promise<boolean> =>
    new Promise((done) => {
      finish.push(() => done(true));
    });
  const timer = { now: () => 0, after: () => () => undefined, random: () => 0.5 };
  const page = {
    visible: () => true,
    online: () => true,
    watch: () => () => undefined,
    idle: () => Promise.resolve(),
  };
  const poll = startPolling(timer, page, () => true, ask);

  const first = poll.now();
  let answered = 0;
  const later = [poll.now(), poll.now()].map((asked) => asked.then(() => (answered += 1)));
  expect(finish).toHaveLength(1);

  finish[0]?.();
  await first;
  await expect.poll(() => finish.length).toBe(2);
  expect(answered).toBe(0);

  finish[1]?.();
  await Promise.all(later);
  expect(finish).toHaveLength(2);
  poll.stop();
});
