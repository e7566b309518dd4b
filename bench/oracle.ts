import { unzip } from '#modules/privacy';
import { dataMaps } from '../apps/server/data-map.ts';
import { loosen, plantEverywhere } from '../test/run/canaries.ts';
import { archiveOfMarked, missingFrom } from '../test/run/oracle.ts';
import { timed, type Add } from './measured.ts';
import type { Operator } from './operator.ts';

/** A canary in every personal column, then the report, then the search for each (promise access.2). */
export async function measureOracle({ house, config }: Operator, add: Add): Promise<void> {
  const who = { customer: 'cust-xena', person: 'pers-xena', mark: 'XENA' };
  await loosen(house.pool);
  const planted = await timed(() => plantEverywhere(house.pool, house.db.sealer, dataMaps, who));
  const asked = await timed(async () => {
    const bytes = await archiveOfMarked(
      house.ctx('bench'),
      { keys: house.keys, config, maps: dataMaps },
      who,
    );
    const missing = missingFrom(unzip(bytes)!, planted.value);
    if (missing.length > 0) throw new Error(`Missing: ${missing.join(', ')}`);
  });
  add(`oracle: ${planted.value.length} canaries planted`, planted.ms / 1000, 's');
  add('oracle: the report, and each looked for', asked.ms / 1000, 's');
}
