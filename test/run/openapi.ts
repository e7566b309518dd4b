import type { SwaggerOptions } from '@fastify/swagger';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform/config';
import { createLog } from '#platform/log';
import { buildApps } from '../../apps/server/build.ts';
import { compose } from '../../apps/server/compose.ts';
import { openHouse } from '../../apps/server/house.ts';

/** Swagger's types add `swagger()` to the server's. */
export type ApiOptions = SwaggerOptions;

/** The API as the composed product describes it, in a fixed form. Needs a migrated database to open the house on. */
export async function describeApi(databaseUrl: string): Promise<string> {
  await buildApps(() => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'telink-api-'));
  const config = readConfig({
    TELINK_DATA: folder,
    TELINK_MICROSOFT_CLIENT_ID: 'example',
    TELINK_MICROSOFT_CLIENT_SECRET: 'example',
  });
  const house = await openHouse(config, createLog('error'), databaseUrl);
  const composed = await compose(house, () => true).catch(async (error: unknown) => {
    // Else the database is stopped under it, and that is all one sees.
    await house.close();
    throw error;
  });
  try {
    await composed.server.ready();
    return `${JSON.stringify(withoutPages(composed.server.swagger() as Described), undefined, 1)}\n`;
  } finally {
    await composed.stop();
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Described {
  readonly paths: Readonly<Record<string, unknown>>;
}

/** Documents and files of the apps are no part of the API, and their addresses hold hashes that change with every build. */
function withoutPages(described: Described): Described {
  return {
    ...described,
    paths: Object.fromEntries(
      Object.entries(described.paths).filter(
        ([path]) => path.startsWith('/api/') || path.startsWith('/.well-known/'),
      ),
    ),
  };
}
