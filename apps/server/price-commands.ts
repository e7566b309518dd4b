import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  bookDocuments,
  diffDocuments,
  importPrices,
  inWords,
  operatorOf,
  priceDocument,
  priceText,
  priceVersions,
  readDocument,
  type Document,
  type Fault,
} from '#modules/prices';
import { simulatedRecords } from '#modules/traffic';
import type { Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Command, CommandCall } from './commands.ts';
import { priceRateCommand } from './price-rate-command.ts';
import { priceSimulateCommand } from './price-simulate-command.ts';
import { withHouse } from './reach.ts';

/** Faults go to the same place as the answer: whoever asked for JSON reads them there. */
function refuse({ json, io }: CommandCall, faults: readonly Fault[]): number {
  if (json) io.out(JSON.stringify({ ok: false, faults }));
  else io.complain(`Nothing was changed.\n${inWords(faults)}`);
  return 1;
}

function importFiles(call: CommandCall): Promise<number> | number {
  const { config, args, options, json, io } = call;
  const missing = args.find((path) => !existsSync(path));
  if (args.length === 0 || missing !== undefined) {
    io.complain(missing === undefined ? 'Name one or more CSV files.' : `There is no ${missing}.`);
    return missing === undefined ? 2 : 1;
  }
  const files = args.map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));
  return withHouse(config, async (house) => {
    const reason = options['without-notice'];
    const done = await importPrices(house.ctx('prices-import'), files, operatorOf(config), {
      as: options['draft'] === undefined ? 'scheduled' : 'draft',
      ...(typeof reason === 'string' && reason !== '' ? { withoutNotice: reason } : {}),
    });
    if (!done.ok) return refuse(call, done.faults);
    if (json) io.out(JSON.stringify(done));
    else
      io.out(
        [
          ...done.added.map((one) => `${one} is added.`),
          ...done.already.map((one) => `${one} was there already.`),
        ].join('\n'),
      );
    return 0;
  });
}

/** id@version, or undefined. */
function versionNamed(text: string): readonly [id: string, version: string] | undefined {
  const [id, version, ...more] = text.split('@');
  return id && version && more.length === 0 ? [id, version] : undefined;
}

async function find(ctx: Ctx, name: string): Promise<Document | readonly Fault[] | undefined> {
  if (existsSync(name)) {
    const read = readDocument(readFileSync(name, 'utf8'), basename(name));
    return read.ok ? read.document : read.faults;
  }
  const version = versionNamed(name);
  if (version === undefined) return undefined;
  try {
    return await priceDocument(ctx, ...version);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

function exportBook(call: CommandCall): Promise<number> | number {
  const { config, options, json, io } = call;
  const [named, out] = [options['version'], options['out']];
  return withHouse(config, async (house) => {
    const ctx = house.ctx('prices-export');
    if (typeof named === 'string') {
      const version = versionNamed(named);
      const found = version === undefined ? undefined : await find(ctx, named);
      if (version === undefined || found === undefined) {
        io.complain(`There is no version «${named}».`);
        return 1;
      }
      const text = await priceText(ctx, ...version);
      io.out(json ? JSON.stringify({ version: named, text }) : text.replace(/\r?\n$/, ''));
      return 0;
    }
    if (typeof out === 'string' && out !== '') {
      mkdirSync(out, { recursive: true });
      const documents = await bookDocuments(ctx);
      const names = documents.map((one) => `${one.id}-${one.version.replaceAll(':', '-')}.csv`);
      for (const [at, document] of documents.entries())
        writeFileSync(join(out, names[at]!), await priceText(ctx, document.id, document.version));
      io.out(json ? JSON.stringify({ files: names }) : `${names.length} files are in ${out}.`);
      return 0;
    }
    const versions = await priceVersions(ctx, config.timeZone);
    if (json) io.out(JSON.stringify(versions));
    else
      for (const one of versions)
        io.out(
          `${`${one.id}@${one.version}`.padEnd(20)} ${one.effective}  ${one.state.padEnd(10)} ${one.name}`,
        );
    return 0;
  });
}

function difference(call: CommandCall): Promise<number> | number {
  const { config, args, json, io } = call;
  const [a, b, ...more] = args;
  if (a === undefined || b === undefined || more.length > 0) {
    io.complain('prices diff needs two versions (id@version) or files.');
    return 2;
  }
  return withHouse(config, async (house) => {
    const ctx = house.ctx('prices-diff');
    const [before, after] = [await find(ctx, a), await find(ctx, b)];
    for (const [name, found] of [
      [a, before],
      [b, after],
    ] as const) {
      if (found === undefined) {
        io.complain(`There is no version or file «${name}».`);
        return 1;
      }
      if ('length' in found) return refuse(call, found);
    }
    const told = diffDocuments(before as Document, after as Document);
    if (told === undefined) {
      io.complain('The two are of different kinds.');
      return 1;
    }
    if (json) io.out(JSON.stringify({ from: a, to: b, ...told }));
    else {
      for (const { what, key, cells, permille } of told.changes) {
        const how = cells.map(
          ({ column, before: was, after: is }) => `${column} ${was || 'nothing'} → ${is || 'nothing'}`,
        );
        const percent = permille === undefined ? '' : ` (${permille > 0 ? '+' : ''}${permille / 10} %)`;
        io.out(`${what.padEnd(8)} ${key}${how.length > 0 ? `: ${how.join(', ')}` : ''}${percent}`);
      }
      io.out(
        `${told.added} added, ${told.removed} removed, ${told.changed} changed: ${told.up} up, ${told.down} down.`,
      );
    }
    return 0;
  });
}

/** The price book from the command line. */
export const priceCommands: readonly Command[] = [
  {
    words: ['prices', 'import'],
    takes: 'FILE… [--draft]',
    does: 'takes documents into the price book, all or none (docs/price-book.md) [--without-notice REASON]',
    options: ['draft', 'without-notice'],
    run: importFiles,
  },
  {
    words: ['prices', 'export'],
    takes: '[--version ID@V | --out FOLDER]',
    does: 'prints the versions there are, one of them as CSV, or writes the whole book as files',
    options: ['version', 'out'],
    run: exportBook,
  },
  {
    words: ['prices', 'diff'],
    takes: 'A B',
    does: 'tells what differs between two versions (id@version) or files',
    run: difference,
  },
  priceRateCommand,
  priceSimulateCommand((house, month) =>
    simulatedRecords(house.ctx('prices-simulate'), month, house.config.timeZone),
  ),
];
