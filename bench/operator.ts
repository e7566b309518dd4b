import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importPrices, operatorOf, startBook } from '#modules/prices';
import { importCustomers } from '#modules/services';
import { readConfig, type Config } from '#platform/config';
import { createLog, type Log } from '#platform/log';
import { startPostgres } from '#platform/postgres';
import { openHouse, type House } from '../apps/server/house.ts';

/** A whole operator on a database of its own: price book, and customers with one mobile number each. */
export interface Operator {
  readonly house: House;
  readonly config: Config;
  readonly log: Log;
  readonly folder: string;
  readonly numbers: readonly string[];
  stop(): Promise<void>;
}

/** Every third has unlimited calls and an allowance of data, the others pay by the minute. */
const planOf = (at: number): string => (at % 3 === 0 ? 'mobil-fri' : 'mobil-bas');

export async function openOperator(subscribers: number): Promise<Operator> {
  const folder = mkdtempSync(join(tmpdir(), 'telink-bench-'));
  const postgres = await startPostgres(join(folder, 'postgres'));
  const config = readConfig({ TELINK_DATA: folder, TELINK_OPERATOR_BANKGIRO: '5050-1055' });
  const log = createLog('error');
  const house = await openHouse(config, log, postgres.url);
  const ctx = house.ctx('bench');
  const booked = await importPrices(ctx, startBook(), operatorOf(config), { as: 'scheduled' });
  if (!booked.ok) throw new Error('The starting price book does not go in.');
  const numbers = Array.from({ length: subscribers }, (_, at) => `4670${String(1_000_000 + at * 37)}`);
  const rows = numbers.map((number, at) =>
    [
      `c${at}`,
      'person',
      `Kund ${at}`,
      '2025-01-01',
      `p${at}`,
      `Person ${at}`,
      'subscriber user',
      'Storgatan 1',
      '352 46',
      'Växjö',
      `s${at}`,
      'mobile',
      planOf(at),
      '2025-01-01',
      '2025-01-01',
      `+${number}`,
    ].join(','),
  );
  const head =
    'customer,customer_kind,customer_name,contract_start,person,person_name,roles,street,postal_code,city,service,service_kind,plan,service_start,service_activated,numbers';
  const taken = await importCustomers(
    ctx,
    (async function* () {
      yield Buffer.from(`${[head, ...rows].join('\n')}\n`);
    })(),
    {
      zone: config.timeZone,
      dryRun: false,
      onRejected: ({ line, reason }) => {
        throw new Error(`line ${line}: ${reason}`);
      },
    },
  );
  if (taken.created < subscribers) throw new Error(`Only ${taken.created} customers went in.`);
  return {
    house,
    config,
    log,
    folder,
    numbers,
    async stop() {
      await house.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
