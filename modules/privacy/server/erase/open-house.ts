import { join } from 'node:path';
import type { Config } from '#platform/config';
import type { KeyStore } from '#platform/crypto';
import type { DataMap, Field } from '#platform/data-map';
import type { Ctx } from '#platform/db';
import type { EraseHouse, TellRecipients } from './house.ts';
import { ledgerPath } from './ledger-file.ts';
import { readLinks } from './links.ts';

/** Whoever the data map names as having been given what is erased now. What came from them in the first place they are not told of. */
export const namedRecipients =
  (maps: readonly DataMap[]): TellRecipients =>
  async (_ctx, _who, lines) => {
    const gone = new Set(lines.flatMap(({ table }) => [table]));
    const named = maps
      .flatMap((map) => map.tables)
      .filter(({ name }) => gone.has(name))
      .flatMap((table) => Object.values(table.columns as Record<string, Field>))
      .flatMap((field) => (field.personal && field.origin !== 'third-party' ? (field.recipients ?? []) : []));
    return [...new Set(named)];
  };

/** Everything an erasure needs, from what the command line and the server both have. */
export async function eraseHouse(given: {
  readonly ctx: Ctx;
  readonly keys: KeyStore;
  readonly maps: readonly DataMap[];
  readonly config: Pick<Config, 'timeZone' | 'dataDir'>;
  readonly endSessions?: EraseHouse['endSessions'];
}): Promise<EraseHouse> {
  const { ctx, keys, maps, config } = given;
  return {
    ctx,
    keys,
    maps,
    links: await readLinks(ctx),
    timeZone: config.timeZone,
    ledger: ledgerPath(config.dataDir),
    tellRecipients: namedRecipients(maps),
    ...(given.endSessions === undefined ? {} : { endSessions: given.endSessions }),
  };
}

/** Beside the keys: signed positions of the chain of looks. */
export const checkpointsOf = (dataDir: string): string => join(dataDir, 'audit', 'checkpoints.jsonl');
