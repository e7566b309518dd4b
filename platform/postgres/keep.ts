import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '#platform/log';
import { startPostgres, type Postgres } from './index.ts';

export interface KeptPostgres {
  readonly url: string;
  readonly alive: () => boolean;
  stop(): Promise<void>;
}

/** File beside the database with its address, so that the command line reaches the running product's database. Readable by the owner alone. */
export const addressFile = (dataDir: string): string => join(dataDir, 'postgres.address');

/** Keeps the embedded server up: if it ends by itself (killed, out of memory) it is started again on the same port, where the pools find it. */
export async function keepPostgres(
  dataDir: string,
  log: Log,
  progress: (what: string) => void,
): Promise<KeptPostgres> {
  const folder = join(dataDir, 'postgres');
  let server: Postgres = await startPostgres(folder, progress);
  const { url } = server;
  const port = Number(new URL(url).port);
  const state = { stopping: false };
  let alive = true;
  writeFileSync(addressFile(dataDir), url, { mode: 0o600 });

  const watch = async (): Promise<void> => {
    for (;;) {
      await server.exited;
      if (state.stopping) return;
      alive = false;
      log.warn('database ended by itself; starting it again');
      for (let attempt = 1; !state.stopping; attempt += 1) {
        try {
          server = await startPostgres(folder, () => undefined, port);
          alive = true;
          log.info('database is back');
          break;
        } catch (error) {
          log.error('database did not start', { error, count: attempt });
          await wait(Math.min(attempt * 1000, 15_000));
        }
      }
      if (state.stopping) return;
    }
  };
  const watching = watch();
  return {
    url,
    alive: () => alive,
    async stop() {
      state.stopping = true;
      await server.stop();
      await watching;
      rmSync(addressFile(dataDir), { force: true });
    },
  };
}
