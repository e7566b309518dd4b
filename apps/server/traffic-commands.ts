import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { loadRater, operatorOf } from '#modules/prices';
import {
  alone,
  FORMATS,
  openDesk,
  rerate,
  readFile,
  retention,
  type Format,
  type ImportResult,
} from '#modules/traffic';
import type { Command, CommandCall } from './commands.ts';
import { createBilling } from '#modules/billing';
import { billSource } from './bill-source.ts';
import { withHouse } from './reach.ts';
import { sweepTraffic } from './sweep-traffic.ts';

const isFormat = (text: string): text is Format => (FORMATS as readonly string[]).includes(text);
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Öre as kronor, `1 234,50 kr`. */
const kronor = (ore: number): string =>
  `${new Intl.NumberFormat('sv-SE', { minimumFractionDigits: 2 }).format(ore / 100)} kr`;

function say({ io, json }: CommandCall, result: ImportResult): void {
  if (json) return io.out(JSON.stringify(result));
  io.out(
    `${result.file}: ${result.read} read (${result.format}) = ${result.rated} rated + ${result.free} free + ${result.duplicate} duplicate + ` +
      `${result.rejected} rejected + ${result.unrated} unrated; ${result.seconds} s, ${kronor(result.amountOre)}`,
  );
  if (result.broken !== undefined)
    io.complain(`${result.file} could not be read to its end: ${result.broken}`);
}

export const trafficCommands: readonly Command[] = [
  {
    words: ['traffic', 'import'],
    takes: 'FILE…',
    does: 'reads files of switches into rated records, each once [--format F] [--system NAME] [--timezone ZONE] [--inbound CONTEXT,…]',
    options: ['format', 'system', 'timezone', 'inbound'],
    run: async (call) => {
      const { args, io, json, config, options } = call;
      const format = textOf(options['format']);
      if (format !== undefined && !isFormat(format)) {
        io.complain(`There is no format «${format}». There are: ${FORMATS.join(', ')}.`);
        return 2;
      }
      if (args.length === 0) {
        io.complain('Name one or more files.');
        return 2;
      }
      const missing = args.find((path) => !existsSync(path) || !statSync(path).isFile());
      if (missing !== undefined) {
        io.complain(`There is no file ${missing}. Nothing was read.`);
        return 1;
      }
      return withHouse(config, async (house) => {
        const ctx = house.ctx('traffic-import');
        const rater = await loadRater(ctx, operatorOf(config));
        return alone(
          ctx,
          async () => {
            let code = 0;
            for (const path of args) {
              const inbound = textOf(options['inbound'])?.split(',');
              const read = await readFile(ctx, await openDesk(ctx, rater, config.timeZone), path, {
                name: basename(path),
                format,
                system: textOf(options['system']) ?? 'switch',
                timeZone: textOf(options['timezone']) ?? config.timeZone,
                country: '46',
                ...(inbound === undefined ? {} : { inbound }),
              });
              if (read.ok) {
                say(call, read.result);
                if (read.joined !== undefined) say(call, read.joined);
                if (read.result.broken !== undefined) code = 1;
              } else {
                code = 1;
                if (json)
                  io.out(JSON.stringify({ file: basename(path), refused: read.reason, why: read.what }));
                else io.complain(`${path}: ${read.what} Nothing of it was read.`);
              }
            }
            return code;
          },
          () => io.complain('Another import is running; waiting for it.'),
        );
      });
    },
  },
  {
    words: ['traffic', 'retention'],
    takes: '',
    does: 'says what records are kept until when, what is held, and whether anything is overdue',
    run: ({ config, io, json }) =>
      withHouse(config, async (house) => {
        const kept = await retention(house.ctx('traffic-retention'), config.timeZone);
        if (json) io.out(JSON.stringify(kept));
        else {
          for (const { on, records } of kept.due) io.out(`${on}  ${records} records`);
          io.out(
            `${kept.overdue} overdue, ${kept.held} held; ${kept.rejects.open} rejected rows kept. ` +
              (kept.ledger.broken === undefined
                ? `The erasure ledger holds: ${kept.ledger.entries} entries.`
                : `The erasure ledger is broken at entry ${kept.ledger.broken}.`),
          );
        }
        return kept.overdue === 0 && kept.rejects.overdue === 0 && kept.ledger.broken === undefined ? 0 : 1;
      }),
  },
  {
    words: ['traffic', 'sweep'],
    takes: '',
    does: 'erases what is due now; the server does the same every hour',
    run: ({ config, io, json }) =>
      withHouse(config, async (house) => {
        const billing = createBilling({ config, db: house.db, log: house.log, source: billSource(house) });
        const swept = await sweepTraffic(house.ctx('traffic-sweep'), billing, config);
        io.out(
          json
            ? JSON.stringify(swept)
            : `${swept.records} records erased, ${swept.dropped} days dropped, ${swept.held} held, ${swept.rejects} rejected rows erased.`,
        );
        return 0;
      }),
  },
  {
    words: ['traffic', 'rerate'],
    takes: '--month YYYY-MM',
    does: 'prices a month’s records anew by the price book as it is; what is billed is reversed and posted, once more changes nothing [--customer ID]',
    options: ['month', 'customer'],
    run: ({ config, io, json, options }) => {
      const month = textOf(options['month']);
      if (month === undefined || !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) {
        io.complain('traffic rerate needs --month=YYYY-MM.');
        return 2;
      }
      return withHouse(config, async (house) => {
        const ctx = house.ctx('traffic-rerate');
        const rater = await loadRater(ctx, operatorOf(config));
        const customer = textOf(options['customer']);
        const done = await alone(ctx, async () =>
          rerate(ctx, await openDesk(ctx, rater, config.timeZone), {
            month: `${month}-01`,
            zone: config.timeZone,
            ...(customer === undefined ? {} : { customer }),
          }),
        );
        io.out(
          json
            ? JSON.stringify(done)
            : `${done.records} records, ${done.changed} changed, ${done.posted} of them billed already and reversed; ${kronor(done.differenceOre)}.`,
        );
        return 0;
      });
    },
  },
];
