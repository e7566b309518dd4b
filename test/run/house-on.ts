import { readConfig } from '#platform/config';
import type { House } from '../../apps/server/house.ts';
import { withHouse } from '../../apps/server/reach.ts';
import type { RunningProduct } from './product.ts';

/** The data of a running product in this process, at its own time or at `iso`. */
export async function houseOn<R>(
  { dataDir }: Pick<RunningProduct, 'dataDir'>,
  work: (house: House) => Promise<R>,
  iso?: string,
): Promise<R> {
  const results: R[] = [];
  const at = iso === undefined ? {} : { TELINK_CLOCK: iso, TELINK_ALLOW_CLOCK: '1' };
  await withHouse(readConfig({ TELINK_DATA: dataDir, ...at }), async (opened) => {
    results.push(await work(opened));
    return 0;
  });
  return results[0]!;
}
