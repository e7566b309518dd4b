import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#platform/config';
import { createLog } from '#platform/log';
import { addressFile, FolderInUse, lockFolder, startPostgres } from '#platform/postgres';
import { openHouse, type House } from './house.ts';

/** Opens the house for one command: beside a running product through its database's address, else by starting the database for as long as it takes. */
export async function withHouse(config: Config, work: (house: House) => Promise<number>): Promise<number> {
  const log = createLog('error');
  if (config.databaseUrl !== undefined)
    return useHouse(await openHouse(config, log, config.databaseUrl), work);
  try {
    const lock = lockFolder(config.dataDir);
    try {
      const postgres = await startPostgres(join(config.dataDir, 'postgres'));
      try {
        return await useHouse(await openHouse(config, log, postgres.url), work);
      } finally {
        await postgres.stop();
      }
    } finally {
      lock.release();
    }
  } catch (error) {
    const address = addressFile(config.dataDir);
    if (!(error instanceof FolderInUse) || !existsSync(address)) throw error;
    return useHouse(await openHouse(config, log, readFileSync(address, 'utf8')), work);
  }
}

async function useHouse(house: House, work: (house: House) => Promise<number>): Promise<number> {
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}
