import { availableParallelism, loadavg } from 'node:os';
import { addAccount } from '../test/run/api.ts';
import { connectMailbox } from '../test/run/mail-visit.ts';
import { startRunningProduct } from '../test/run/product.ts';
import { linesOf, type Run } from './figures.ts';
import { runMail } from './mail-run.ts';
import type { Report } from './report.ts';

const ADDRESS = 'elin@example.se';

/** Measures mail with a mailbox of so many messages: in each run once with the cache and once without, each in a fresh browser. */
export async function benchMail(
  messages: number,
  runs: number,
  say: (line: string) => void,
): Promise<Report> {
  const product = await startRunningProduct({
    cloud: {
      seed: 'empty',
      // The contracts are proven elsewhere; checking every answer here would be measured as if the provider were slow.
      check: 'off',
    },
    env: { TELINK_LOG: 'warn' },
  });
  // Interrupted, it takes the server along.
  const interrupted = (): void => {
    product.process.kill('SIGTERM');
    setTimeout(() => process.exit(130), 5000);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    product.cloud.seedMany(ADDRESS, 'inbox', messages, { threads: 'mixed' });
    const login = await addAccount(product, 'Elin Bench', 'elin@example.org');
    await connectMailbox(product, login, ADDRESS);
    const done: { on: Run; off: Run }[] = [];
    for (let run = 1; run <= runs; run += 1) {
      const both = new Map<'on' | 'off', Run>();
      // Every other run begins without, so that neither side always meets the warmer machine.
      for (const vault of run % 2 === 1 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
        say(`${messages} messages, run ${run} of ${runs}, vault ${vault}`);
        both.set(vault, await runMail(product, login, { messages, vault }));
      }
      done.push({ on: both.get('on') ?? new Map(), off: both.get('off') ?? new Map() });
    }
    // What this bench itself keeps busy is about one browser and one server: one core.
    const busy = ((loadavg()[0] ?? 0) - 1) / availableParallelism();
    return { bench: 'mail', messages, runs, busy: Math.max(0, busy), lines: linesOf(done) };
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted);
    await product.stop();
  }
}
