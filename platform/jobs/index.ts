import type { Pool, PoolClient } from 'pg';
import type { Log } from '#platform/log';

export { underWay, type Look, type UnderWay } from './under-way.ts';

/** What a job carries: ids and counts, never data of a person, since the queue's rows outlive the act (data map: store «jobs»). */
export type JobPayload = Readonly<Record<string, string | number>>;

export interface Jobs {
  /** Queues a job in the caller's transaction: it exists if and only if the transaction commits (transactional outbox). */
  enqueue(tx: PoolClient, name: string, payload: JobPayload): Promise<void>;
  /** Handles a queue. A handler may run twice for one job; it must not matter. A throw means: again later, then the dead-letter queue. */
  work(name: string, handler: (payload: JobPayload) => Promise<void>): Promise<void>;
  /** Runs `act` now and then every `ms`, one at a time. Failures are logged and the next turn comes. */
  every(ms: number, name: string, act: () => Promise<void>): void;
  /** Finishes what runs, starts nothing new. */
  stop(): Promise<void>;
}

export async function startJobs(pool: Pool, log: Log): Promise<Jobs> {
  const executor = (client: Pool | PoolClient) => ({
    executeSql: async (text: string, values?: unknown[]): Promise<{ rows: unknown[] }> =>
      client.query(text, values),
  });
  // Only here: a command that queues nothing need not read it.
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({ db: executor(pool), schema: 'jobs' });
  boss.on('error', (error) => log.warn('job queue', { error }));
  await boss.start();
  const timers: NodeJS.Timeout[] = [];
  const running = new Set<Promise<void>>();
  const queues = new Set<string>();
  let stopping = false;

  const ensure = async (name: string): Promise<void> => {
    if (queues.has(name)) return;
    await boss.createQueue(`${name}-dead`);
    await boss.createQueue(name, {
      retryLimit: 8,
      retryBackoff: true,
      retryDelay: 2,
      deadLetter: `${name}-dead`,
    });
    queues.add(name);
  };
  return {
    async enqueue(tx, name, payload) {
      await ensure(name);
      await boss.send(name, payload, { db: executor(tx) });
    },
    async work(name, handler) {
      await ensure(name);
      await boss.work<JobPayload>(name, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
        for (const job of jobs) await handler(job.data);
      });
    },
    every(ms, name, act) {
      const turn = async (): Promise<void> => {
        if (stopping) return;
        const run = act().catch((error: unknown) => log.error('job failed', { job: name, error }));
        running.add(run);
        await run;
        running.delete(run);
        if (!stopping) timers.push(setTimeout(() => void turn(), ms).unref());
      };
      void turn();
    },
    async stop() {
      stopping = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}
