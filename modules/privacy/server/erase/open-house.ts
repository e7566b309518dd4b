import { join } from 'node:path';
import type { Config } from '#platform/config';
import type { KeyStore } from '#platform/crypto';
import type { DataMap } from '#platform/data-map';
import type { Ctx } from '#platform/db';
import { recipientsOf } from '../correct/tell-recipients.ts';
import type { EraseHouse } from './house.ts';
import { ledgerPath } from './ledger-file.ts';
import { readLinks } from './links.ts';

/** Everything an erasure needs, from what the command line and the server both have. */
export async function eraseHouse(given: {
  readonly ctx: Ctx;
  readonly keys: KeyStore;
  readonly maps: readonly DataMap[];
  readonly config: Pick<Config, 'timeZone' | 'dataDir' | 'recipients'>;
  readonly endSessions?: EraseHouse['endSessions'];
  readonly tellPerson?: EraseHouse['tellPerson'];
}): Promise<EraseHouse> {
  const { ctx, keys, maps, config } = given;
  return {
    ctx,
    keys,
    maps,
    links: await readLinks(ctx),
    timeZone: config.timeZone,
    ledger: ledgerPath(config.dataDir),
    tellRecipients: (tx, who) => recipientsOf(tx, maps, [...config.recipients.keys()], who),
    ...(given.endSessions === undefined ? {} : { endSessions: given.endSessions }),
    ...(given.tellPerson === undefined ? {} : { tellPerson: given.tellPerson }),
  };
}

/** Beside the keys: signed positions of the chain of looks. */
export const checkpointsOf = (dataDir: string): string => join(dataDir, 'audit', 'checkpoints.jsonl');
