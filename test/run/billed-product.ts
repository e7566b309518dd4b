import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform/config';
import { bgMaxFile } from '../../apps/server/demo-payments.ts';
import { COMMANDS } from '../../apps/server/commands.ts';
import type { House } from '../../apps/server/house.ts';
import { signIn } from './api.ts';
import { root } from './checks.ts';
import { houseOn } from './house-on.ts';
import { startRunningProduct, type RunningProduct } from './product.ts';

/** The running product with the Swedish price book and three customers, and the clock of each command in the proof's hand. */
export interface BilledProduct {
  readonly product: RunningProduct;
  /** Files for the product lie here, outside what it keeps. */
  readonly folder: string;
  /** Runs `telink …` as if it were `iso`; a command that answers no throws. @returns its JSON. */
  at(iso: string, ...words: string[]): Promise<Record<string, unknown>>;
  /** The same data in this process, at `iso`. */
  house<R>(iso: string, work: (house: House) => Promise<R>): Promise<R>;
  /** Writes a file of a switch in Telink's own format and has it read at `iso`. */
  traffic(iso: string, rows: readonly TrafficRow[]): Promise<Record<string, unknown>>;
  /** The month's bills from draft to sent, by two people. */
  bill(iso: string, month: string): Promise<void>;
  /** Bankgirot's file: every open invoice paid in full on that day. */
  payAll(iso: string): Promise<void>;
  /** A user's cookie; signed in once. */
  cookieOf(user: string): Promise<string>;
  stop(): Promise<void>;
}

export interface TrafficRow {
  readonly served: string;
  readonly other?: string;
  /** With its offset. */
  readonly start: string;
  readonly kind?: 'voice' | 'sms' | 'mms' | 'data';
  readonly direction?: 'out' | 'in';
  readonly seconds?: number;
  readonly bytes?: number;
  readonly answered?: boolean;
  readonly visited?: string;
  readonly networks?: readonly [origin: string, terminating: string];
}

/** Vera and Tor pay for themselves; Greta pays for what she and Folke use, and his other parties are hidden from her. */
export const NUMBERS = {
  vera: '46701740650',
  tor: '46701740651',
  greta: '46701740652',
  folke: '46701740653',
} as const;
const national = (number: string): string => `0${number.slice(2)}`;
const COLUMNS =
  'customer,customer_kind,customer_name,contract_start,person,person_name,roles,email,address_kind,street,postal_code,city,service,service_kind,plan,service_start,service_activated,label,numbers,masked,login';
const CUSTOMERS = [
  COLUMNS,
  `P-1,person,Vera Lind,2026-01-01,P-1,Vera Lind,subscriber user,vera@example.org,invoice,Ekstigen 1,352 46,Växjö,S-1,mobile,mobil-bas,2026-01-01,2026-01-01,Min mobil,${national(NUMBERS.vera)},,vera`,
  `P-2,person,Tor Lilja,2026-01-01,P-1,Tor Lilja,subscriber user,tor@example.org,invoice,Ekstigen 2,352 46,Växjö,S-1,mobile,mobil-bas,2026-01-01,2026-01-01,Min mobil,${national(NUMBERS.tor)},,torlilja`,
  `F-1,organisation,Ekdungens Snickeri,2026-01-01,P-1,Greta Ekdunge,subscriber user,greta@example.se,invoice,Verkstadsgatan 3,352 46,Växjö,S-1,mobile,mobil-ftg,2026-01-01,2026-01-01,Gretas mobil,${national(NUMBERS.greta)},no,greta`,
  `F-1,,,,P-2,Folke Ek,user,folke@example.se,,,,,S-2,mobile,mobil-ftg,2026-01-01,2026-01-01,Folkes mobil,${national(NUMBERS.folke)},yes,folke`,
];

export async function startBilledProduct(
  now: string,
  more: Record<string, string> = {},
): Promise<BilledProduct> {
  const folder = mkdtempSync(join(tmpdir(), 'telink-billed-'));
  const env = { TELINK_CLOCK: now, TELINK_ALLOW_CLOCK: '1', ...more };
  const product = await startRunningProduct({ cloud: { seed: 'empty' }, env });
  const at = (iso: string, ...words: string[]): Promise<Record<string, unknown>> =>
    commandAt(product.dataDir, iso, words);
  const start = join(root, 'modules/prices/start');
  await at(now, 'prices', 'import', ...readdirSync(start).map((name) => join(start, name)));
  const [list, paper] = [join(folder, 'customers.csv'), join(folder, 'passwords.csv')];
  writeFileSync(list, `${CUSTOMERS.join('\n')}\n`);
  await at(now, 'customers', 'import', list, '--logins', paper);
  const passwords = new Map(
    readFileSync(paper, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .map(([, , user = '', password = '']) => [user, password]),
  );
  const cookies = new Map<string, Promise<string>>();
  let files = 0;
  const house = <R>(iso: string, work: (house: House) => Promise<R>): Promise<R> =>
    houseOn(product, work, iso);
  return {
    product,
    folder,
    at,
    house,
    async traffic(iso, rows) {
      const path = join(folder, `traffic-${(files += 1)}.csv`);
      const names =
        'key,kind,direction,served,other,start,seconds,bytes,answered,originNetwork,terminatingNetwork,visited';
      writeFileSync(
        path,
        `${[names, ...rows.map((row, index) => lineOf(row, `${files}-${index}`))].join('\n')}\n`,
      );
      return at(iso, 'traffic', 'import', path);
    },
    async bill(iso, month) {
      const { run } = await at(iso, 'bill', 'run', '--month', month, '--by', 'Anna');
      await at(iso, 'bill', 'approve', String(run), '--by', 'Bo');
      await at(iso, 'bill', 'post', String(run));
      await at(iso, 'bill', 'send', String(run));
    },
    cookieOf(userId) {
      const cookie =
        cookies.get(userId) ?? signIn(product, { userId, password: passwords.get(userId) ?? '' });
      cookies.set(userId, cookie);
      return cookie;
    },
    payAll: (iso) =>
      house(iso, async ({ pool, config }) => {
        const { rows } = await pool.query<{ ocr: string; ore: number }>(
          "SELECT ocr, payable_ore::int AS ore FROM billing.invoice WHERE kind = 'invoice' AND paid_on IS NULL",
        );
        const path = join(folder, 'bgmax.txt');
        writeFileSync(path, bgMaxFile(rows, iso.slice(0, 10).replaceAll('-', ''), config.bankgiro));
        await at(iso, 'payments', 'import', path);
      }),
    async stop() {
      await product.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function lineOf(row: TrafficRow, key: string): string {
  const { kind = 'voice', direction = 'out', other = '', seconds = 0, bytes = 0, answered = true } = row;
  const [origin, terminating] = row.networks ?? ['240-99', '240-98'];
  const party = other.length > 6 ? `+${other}` : other;
  return [
    key,
    kind,
    direction,
    `+${row.served}`,
    party,
    row.start,
    seconds,
    bytes,
    answered,
    origin,
    terminating,
    row.visited ?? '',
  ].join(',');
}

/** The command itself, in this process: a process for each would take the most of a proof's time. */
async function commandAt(
  dataDir: string,
  iso: string,
  words: readonly string[],
): Promise<Record<string, unknown>> {
  const command = COMMANDS.find((each) => each.words.every((word, index) => words[index] === word));
  if (!command) throw new Error(`There is no command «${words.join(' ')}».`);
  const options: Record<string, string> = {};
  const args: string[] = [];
  for (let index = command.words.length; index < words.length; index += 1)
    if (words[index]!.startsWith('--')) options[words[index]!.slice(2)] = words[(index += 1)]!;
    else args.push(words[index]!);
  const said: string[] = [];
  const io = {
    out: (text: string) => void said.push(text),
    complain: (text: string) => void said.push(text),
  };
  const config = readConfig({ TELINK_DATA: dataDir, TELINK_CLOCK: iso, TELINK_ALLOW_CLOCK: '1' });
  const code = await command.run({ config, args, json: true, options, io });
  if (code !== 0) throw new Error(`telink ${words.join(' ')} ended with ${code}: ${said.join(' ')}`);
  return JSON.parse(said.at(-1) ?? '{}') as Record<string, unknown>;
}
