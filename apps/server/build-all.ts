import { buildApps } from './build.ts';

/** `npm run build`: builds the apps ahead of time, for a server that is installed without the build tools. */
await buildApps((what) => process.stdout.write(`${what}\n`));
