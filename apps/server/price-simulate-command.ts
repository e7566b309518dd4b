import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  inWords,
  laterBy,
  loadRater,
  operatorOf,
  priceDocument,
  readDocument,
  simulate,
  tryRater,
  type Document,
  type Fault,
  type SimulatedRecord,
  type Simulation,
} from '#modules/prices';
import type { Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Command } from './commands.ts';
import type { House } from './house.ts';
import { withHouse } from './reach.ts';

/** Where the records of a month come from, YYYY-MM; customers and services by ids that mean nothing outside the run. */
export type TrafficSource = (house: House, month: string) => AsyncIterable<SimulatedRecord>;

async function documentsNamed(
  ctx: Ctx,
  names: readonly string[],
): Promise<readonly Document[] | readonly Fault[]> {
  const [documents, faults]: [Document[], Fault[]] = [[], []];
  for (const name of names)
    if (existsSync(name)) {
      const read = readDocument(readFileSync(name, 'utf8'), basename(name));
      if (read.ok) documents.push(read.document);
      else faults.push(...read.faults);
    } else {
      const [id = '', version = ''] = name.split('@');
      try {
        documents.push(await priceDocument(ctx, id, version));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        faults.push({ document: name, line: 1, reason: 'There is no such version or file.' });
      }
    }
  return faults.length > 0 ? faults : documents;
}

const isFaults = (found: readonly Document[] | readonly Fault[]): found is readonly Fault[] =>
  found.some((one) => 'reason' in one);

const kronor = (ore: bigint): string =>
  `${ore < 0n ? '−' : ''}${String((ore < 0n ? -ore : ore) / 100n).replace(/\B(?=(\d{3})+$)/g, ' ')},${String((ore < 0n ? -ore : ore) % 100n).padStart(2, '0')} kr`;

function inPlainWords(month: string, told: Simulation): string {
  const { records, beforeOre, afterOre, more, less, same, unratedBefore, unratedAfter } = told;
  return [
    `${records} records of ${month}: ${kronor(beforeOre)} before, ${kronor(afterOre)} after (${kronor(afterOre - beforeOre)}).`,
    `${more} customers would pay more, ${less} less, ${same} the same. Without a price: ${unratedBefore} before, ${unratedAfter} after.`,
    ...told.mostAffected.map(
      (one) =>
        `  ${one.customer}  ${kronor(one.beforeOre)} → ${kronor(one.afterOre)} (${kronor(one.afterOre - one.beforeOre)})`,
    ),
  ].join('\n');
}

/** Prices a month's traffic by the book as it is and by the book with drafts or files added; stores nothing. */
export const priceSimulateCommand = (traffic: TrafficSource): Command => ({
  words: ['prices', 'simulate'],
  takes: 'ID@V|FILE… --month YYYY-MM',
  does: 'prices a month’s traffic by the book with these added: revenue, who gains and loses, the ten most affected',
  options: ['month'],
  run: ({ config, args, options, json, io }) => {
    const month = options['month'];
    if (args.length === 0 || typeof month !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
      io.complain('prices simulate needs versions or files, and --month=YYYY-MM.');
      return 2;
    }
    return withHouse(config, async (house) => {
      const ctx = house.ctx('prices-simulate');
      const operator = operatorOf(config);
      const refuse = (faults: readonly Fault[]): number => {
        if (json) io.out(JSON.stringify({ ok: false, faults }));
        else io.complain(inWords(faults));
        return 1;
      };
      const added = await documentsNamed(ctx, args);
      if (isFaults(added)) return refuse(added);
      const before = await loadRater(ctx, operator);
      const after = await tryRater(ctx, operator, added);
      if (!after.ok) return refuse(after.faults);
      const { zone } = before.tables;
      const begins = Math.max(...added.map(({ effective }) => zone.midnight(effective)));
      const told = await simulate(
        before,
        after.rater,
        traffic(house, month),
        laterBy(begins, zone.midnight(`${month}-01`)),
      );
      if (json)
        io.out(
          JSON.stringify({ month, ...told }, (_key, value: unknown) =>
            typeof value === 'bigint' ? Number(value) : value,
          ),
        );
      else io.out(inPlainWords(month, told));
      return 0;
    });
  },
});
