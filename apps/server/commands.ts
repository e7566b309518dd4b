import { enabledConnectors, transfersOf } from '#modules/connections';
import { verifyAudit, type Verdict } from '#platform/audit';
import { printConfig, type Config } from '#platform/config';
import { queryOf } from '#platform/db';
import { registerOf, describeMaps } from '#platform/data-map';
import { dataMaps } from './data-map.ts';
import { accountCommands } from './account-commands.ts';
import { customerCommands } from './customer-commands.ts';
import { billCommands } from './bill-commands.ts';
import { demoCommands } from './demo-commands.ts';
import { privacyCommands } from './privacy-commands.ts';
import { priceCommands } from './price-commands.ts';
import { retainedCommands } from './retained-commands.ts';
import { trafficCommands } from './traffic-commands.ts';
import { staffCommands } from './staff-commands.ts';
import { usageCommands } from './usage-commands.ts';
import { withHouse } from './reach.ts';

export interface CommandIo {
  out(text: string): void;
  complain(text: string): void;
}

export interface CommandCall {
  readonly config: Config;
  readonly args: readonly string[];
  readonly json: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  readonly io: CommandIo;
}

export interface Command {
  readonly words: readonly string[];
  readonly takes: string;
  readonly does: string;
  /** Options with a value. */
  readonly options?: readonly string[];
  /** Options without a value. */
  /** Options without one; `--json` every command has. */
  readonly flags?: readonly string[];
  /** @returns the exit code. */
  run(call: CommandCall): Promise<number> | number;
}

const FAULTS: Readonly<Record<Exclude<Verdict, { ok: true }>['fault'], string>> = {
  changed: 'has been changed',
  missing: 'is missing',
  cut: 'and everything after it has been cut off',
  'checkpoint-forged': 'has a checkpoint that is not ours',
  'checkpoint-mismatch': 'does not match its checkpoint: the chain has been rewritten',
};

export const COMMANDS: readonly Command[] = [
  {
    words: ['audit', 'verify'],
    takes: '',
    does: 'walks the audit chain and names the first bad entry',
    run: ({ config, json, io }) =>
      withHouse(config, async (house) => {
        const verdict = await verifyAudit(queryOf(house.ctx('audit')), house.keys, house.checkpoints);
        if (json) io.out(JSON.stringify(verdict));
        else if (verdict.ok)
          io.out(`The chain holds: ${verdict.entries} entries, ${verdict.checkpoints} checkpoints.`);
        else io.out(`The chain is broken: entry ${verdict.seq} ${FAULTS[verdict.fault]}.`);
        return verdict.ok ? 0 : 1;
      }),
  },
  {
    words: ['config'],
    takes: '',
    does: 'prints every setting with the value in force; secrets only as set or not set',
    run: ({ json, io }) => {
      const printed = printConfig(process.env);
      io.out(
        json
          ? JSON.stringify(
              Object.fromEntries(
                printed.split('\n').map((line) => [line.slice(0, 32).trim(), line.slice(33)]),
              ),
            )
          : printed,
      );
      return 0;
    },
  },
  {
    words: ['data-map'],
    takes: '',
    does: 'prints everything that is kept: column by column, with purpose, basis and end',
    run: ({ json, io }) => {
      const rows = describeMaps(dataMaps);
      if (json) io.out(JSON.stringify(rows));
      else
        for (const row of rows)
          io.out(
            `${row.place.padEnd(44)} ${row.personal ? `${row.category} · ${row.purposes.join(', ')} · ${row.ends}` : `not personal: ${row.why}`}`,
          );
      return 0;
    },
  },
  {
    words: ['register'],
    takes: '',
    does: 'prints the register of processing (GDPR Art. 30), derived from the data map',
    run: ({ config, json, io }) => {
      const register = registerOf(dataMaps, config.controller, transfersOf(enabledConnectors(config)));
      if (json) io.out(JSON.stringify(register));
      else
        for (const activity of register.activities)
          io.out(
            `${activity.purpose} (${activity.bases.join(', ')}): ${activity.categories.join(', ')} · ${activity.ends.join(', ')}`,
          );
      return 0;
    },
  },
  ...accountCommands,
  ...customerCommands,
  ...priceCommands,
  ...trafficCommands,
  ...retainedCommands,
  ...billCommands,
  ...staffCommands,
  ...usageCommands,
  ...privacyCommands,
  ...demoCommands,
];
