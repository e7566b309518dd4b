import { archiveOf } from '#modules/privacy';
import { dataMaps } from '../apps/server/data-map.ts';
import { measureChain } from './chain.ts';
import { measureErasing, measureSweep } from './erasing.ts';
import { measuring, timed, type Add, type Measured } from './measured.ts';
import { openOperator, type Operator } from './operator.ts';
import { measureOracle } from './oracle.ts';
import { personWithRecords } from './person-with-records.ts';

/**
 * What the rights of a person cost, on a whole operator with a database on disk: the report and the erasure of people with so many records
 * of use, a look of a colleague with and without the chain, a night's sweep, and the oracle of the report. Ratios are within this one run.
 */
export async function benchPrivacy(
  sizes: readonly number[],
  customers: number,
  say: (line: string) => void,
): Promise<readonly Measured[]> {
  const { lines, add } = measuring('privacy');
  const operator = await openOperator(customers);
  try {
    for (const records of sizes) {
      say(`the report of a person with ${records} records`);
      await measureReport(operator, records, add);
    }
    for (const records of sizes) {
      say(`the erasure of a person with ${records} records`);
      await measureErasing(operator, records, add);
    }
    say('looks of a colleague');
    await measureChain(operator, add);
    say('a night’s sweep');
    await measureSweep(operator, customers, add);
    // Last, since it takes the rules of the database away.
    say('the oracle');
    await measureOracle(operator, add);
  } finally {
    await operator.stop();
  }
  return lines;
}

/** From the click to the last byte of the archive, and the most that memory grew meanwhile. */
async function measureReport({ house, config }: Operator, records: number, add: Add): Promise<void> {
  const ctx = house.ctx('bench');
  const { customer, person } = await personWithRecords(ctx, records);
  const deps = {
    maps: dataMaps,
    keys: house.keys,
    timeZone: config.timeZone,
    appOrigin: config.origins.app,
    controller: config.controller,
  };
  const before = process.memoryUsage.rss();
  let [firstMs, bytes, most] = [0, 0, before];
  const { ms } = await timed(async () => {
    const began = performance.now();
    for await (const piece of archiveOf(
      ctx,
      deps,
      { customer, person, roles: ['subscriber', 'user'] },
      'sv',
    )) {
      if (bytes === 0) firstMs = performance.now() - began;
      bytes += piece.length;
      most = Math.max(most, process.memoryUsage.rss());
    }
  });
  const of = `report of ${records.toLocaleString('en')} records`;
  add(of, ms / 1000, 's', records === 100_000 ? { aim: 10 } : {});
  add(`${of}: first byte`, firstMs, 'ms');
  add(`${of}: archive`, bytes / 1e6, 'MB');
  add(`${of}: memory grew`, (most - before) / 1e6, 'MB');
}
