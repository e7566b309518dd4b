import type { Config } from '#platform/config';
import type { Log } from '#platform/log';
import { keepPostgres } from '#platform/postgres';
import { buildApps } from './build.ts';
import { compose } from './compose.ts';
import { startDemonstration, type Demonstration } from './demonstration.ts';
import { openHouse } from './house.ts';
import type { Say } from './say.ts';

export interface Product {
  readonly port: number;
  /** Stop taking calls → finish those that run → jobs → connections → database. */
  stop(): Promise<void>;
}

type Closing = () => Promise<void>;

/** Brings the product up in order and takes it down in reverse. Throws with nothing left running. */
export async function startProduct(given: Config, log: Log, say: Say): Promise<Product> {
  const closing: Closing[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closing.toReversed())
      await close().catch((error: unknown) => log.warn('closing', { error }));
  };
  try {
    const postgres =
      given.databaseUrl === undefined
        ? await keepPostgres(given.dataDir, log, () => say.step('making the database'))
        : undefined;
    if (postgres) closing.push(() => postgres.stop());
    await buildApps((what) => say.step(what));
    const demonstration: Demonstration | undefined = given.demo
      ? await startDemonstration(given, say)
      : undefined;
    if (demonstration) closing.push(() => demonstration.stop());
    const config = demonstration?.config ?? given;
    const house = await openHouse(config, log, postgres?.url ?? given.databaseUrl!);
    closing.push(() => house.close());
    const state = { open: false };
    const composed = await compose(house, () => state.open && (postgres?.alive() ?? true));
    closing.push(() => composed.stop());
    await demonstration?.seed(house, composed);
    await composed.server.listen({ port: config.port, host: config.bind });
    const address = composed.server.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    state.open = true;
    const shown = (origin: string): string =>
      config.port === 0 ? origin.replace(/:0$/, `:${port}`) : origin;
    say.line('');
    say.line(`  Telink is running, for ${config.controller.name}`);
    say.line('');
    say.line(`    Shop and privacy policy   ${shown(config.origins.shop)}`);
    say.line(`    Subscriber app            ${shown(config.origins.app)}`);
    say.line(`    Office                    ${shown(config.origins.office)}`);
    for (const line of demonstration?.signIns ?? []) say.line(`    ${line}`);
    say.line('');
    say.line(`  Telink is listening on port ${port}. Ctrl-C stops it.`);
    return { port, stop: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
