import { ConfigError, readConfig } from '#platform/config';
import { createLog } from '#platform/log';
import { MigrationConflict } from '#platform/db';
import { FolderInUse, lockFolder, NoIdentity, PostgresFailed } from '#platform/postgres';
import { LedgerMissing } from '#modules/privacy';
import { DatabaseTooOld } from './house.ts';
import { createSay } from './say.ts';
import { startProduct, type Product } from './start.ts';

/** `npm start`. Exit codes: 0 stopped as asked, 1 could not start (the reason is the last line), 2 wrong configuration. */
const say = createSay();
let product: Product | undefined;
let ending = false;

async function end(signal: string): Promise<void> {
  if (ending) return;
  ending = true;
  say.line(`\n${signal}: finishing what runs …`);
  const late = setTimeout(() => process.exit(1), 25_000);
  await product?.stop();
  clearTimeout(late);
  say.line('Telink has stopped. Nothing is half done.');
  process.exit(0);
}

process.on('SIGTERM', () => void end('SIGTERM'));
process.on('SIGINT', () => void end('Ctrl-C'));

try {
  const config = readConfig(process.env);
  const lock = lockFolder(config.dataDir);
  process.on('exit', () => lock.release());
  product = await startProduct(config, createLog(config.logLevel), say);
} catch (error) {
  const known =
    error instanceof ConfigError ||
    error instanceof FolderInUse ||
    error instanceof NoIdentity ||
    error instanceof PostgresFailed ||
    error instanceof MigrationConflict ||
    error instanceof DatabaseTooOld ||
    error instanceof LedgerMissing;
  const busy = error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE';
  if (busy)
    say.line(
      `Telink did not start: port ${process.env['PORT'] ?? '3000'} is taken by another program. Stop it, or choose another with PORT=….`,
    );
  else if (known) say.line(`Telink did not start: ${error.message}`);
  else {
    say.line('Telink did not start, for a reason it did not expect:');
    say.line(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  await product?.stop().catch(() => undefined);
  process.exit(error instanceof ConfigError ? 2 : 1);
}
