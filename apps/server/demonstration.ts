import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, type Config } from '#platform/config';
import type { Composed } from './compose.ts';
import { DEMO_PEOPLE, DEMO_PASSWORD, seedPeople } from './demo-people.ts';
import { seedMonths } from './demo-months.ts';
import { seedRequests } from './demo-requests.ts';
import { demoStaffLines, seedStaff } from './demo-staff.ts';
import type { House } from './house.ts';
import type { Say } from './say.ts';

/** What the demonstration adds: a stand-in for Microsoft 365 in a process of its own, a few people, and where to sign in. */
export interface Demonstration {
  readonly config: Config;
  readonly signIns: readonly string[];
  seed(house: House, composed: Composed): Promise<void>;
  stop(): Promise<void>;
}

interface StandInReady {
  readonly login: string;
  readonly graph: string;
  readonly upload: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly checked: boolean;
}

/** Mail that an operator has put into the demonstration with `telink demo mail`; it is there again after a restart. */
export const demoMailFolder = (dataDir: string): string => join(dataDir, 'demonstration', 'mail');

/** Starts the stand-in on the three ports after the product's (or free ones) and points the configuration at it, unless a real cloud is configured. */
export async function startDemonstration(config: Config, say: Say): Promise<Demonstration> {
  const program = fileURLToPath(new URL('../../test/worlds/microsoft365/run.ts', import.meta.url));
  if (!existsSync(program))
    throw new ConfigError('The demonstration is not part of this installation. Set TELINK_DEMO=off.');
  const folder = demoMailFolder(config.dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (config.microsoft !== undefined) return withRealCloud(config);
  say.step('starting the stand-in for Microsoft 365');
  const port = (offset: number): string => String(config.port === 0 ? 0 : config.port + offset);
  // Beside the mail: a connected mailbox is still connected after a restart.
  const grants = join(folder, '..', 'grants.json');
  const args = [
    program,
    '--login',
    port(1),
    '--graph',
    port(2),
    '--upload',
    port(3),
    '--keep',
    grants,
    folder,
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] ?? '', TZ: process.env['TZ'] ?? config.timeZone },
  });
  const ready = await untilReady(child);
  const watching = fillWhenMailArrives(folder, child);
  return {
    config: {
      ...config,
      microsoft: {
        clientId: ready.client.id,
        clientSecret: ready.client.secret,
        tenant: 'common',
        login: ready.login,
        graph: ready.graph,
        upload: ready.upload,
      },
    },
    signIns: [
      '',
      'Sign in with',
      ...DEMO_PEOPLE.map((person) => `  ${person.userId.padEnd(12)} ${DEMO_PASSWORD}   ${person.what}`),
      ...demoStaffLines,
      '',
      `The Microsoft 365 it connects to is a stand-in at ${ready.login}; nothing leaves this machine.`,
    ],
    seed,
    async stop() {
      watching.close();
      const gone = new Promise<void>((done) =>
        child.exitCode === null && child.signalCode === null ? child.once('exit', () => done()) : done(),
      );
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function seed(house: House, composed: Composed): Promise<void> {
  await seedPeople(house, composed);
  await seedStaff(house);
  await seedMonths(house);
  await seedRequests(house);
}

function withRealCloud(config: Config): Demonstration {
  return {
    config,
    signIns: [
      '',
      'Sign in with',
      ...DEMO_PEOPLE.map((person) => `  ${person.userId.padEnd(12)} ${DEMO_PASSWORD}   ${person.what}`),
      ...demoStaffLines,
    ],
    seed,
    stop: async () => undefined,
  };
}

function untilReady(child: ChildProcess): Promise<StandInReady> {
  return new Promise((done, fail) => {
    let text = '';
    child.once('exit', (code) =>
      fail(
        new Error(
          `The stand-in for Microsoft 365 ended at once (${code ?? 'killed'}). Are the three ports after PORT free? TELINK_DEMO=off starts without it.`,
        ),
      ),
    );
    child.stdout!.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      const line = text.split('\n', 1)[0]!;
      if (text.includes('\n')) {
        child.removeAllListeners('exit');
        done(JSON.parse(line) as StandInReady);
      }
    });
  });
}

/** New files in the folder are handed to the stand-in as they come. */
function fillWhenMailArrives(folder: string, child: ChildProcess): FSWatcher {
  const seen = new Set<string>();
  return watch(folder, (_event, name) => {
    if (name === null || name.endsWith('.part') || seen.has(name) || !existsSync(join(folder, name))) return;
    seen.add(name);
    child.stdin?.write(`${JSON.stringify({ fill: join(folder, name) })}\n`);
  });
}
