import {
  ALWAYS_FREE,
  CLASSES,
  KINDS,
  versionId,
  type Allowance,
  type Destination,
  type Discount,
  type Document,
  type Fault,
  type Plan,
  type PlanTable,
  type PriceList,
  type SpendCap,
  type ZoneTable,
  type DestinationTable,
} from './book.ts';
import { cellsOf, type Cells } from './cells-of-plan.ts';
import { digitTrie, type DigitTrie } from './digit-trie.ts';
import { selectorsOf, strangeSelector, type Reach } from './reach.ts';
import type { Rules } from './rules.ts';
import type { Period } from './versions.ts';

/** One period of the book, made for look-ups. Places are numbered from 1; 0 is none. */
export interface Epoch {
  readonly start: number;
  readonly numbers: DigitTrie;
  readonly shortCodes: DigitTrie;
  /** By number; the first is a hole. */
  readonly places: readonly (Destination | undefined)[];
  readonly classOf: Uint8Array;
  /** Where one is: 0 at home, else the roaming zone's number. */
  readonly zoneOf: ReadonlyMap<string, number>;
  readonly zoneIds: readonly string[];
  readonly likeHome: Uint8Array;
  readonly plans: ReadonlyMap<string, PlanInForce>;
}

export interface PlanInForce {
  readonly plan: Plan;
  readonly barred: Uint8Array;
  readonly cells: Cells;
  readonly allowances: readonly AllowanceInForce[];
  readonly discounts: readonly Discount[];
  readonly caps: readonly SpendCap[];
}

export interface AllowanceInForce {
  readonly allowance: Allowance;
  readonly kinds: Uint8Array;
  readonly where: Uint8Array;
  readonly places: Uint8Array;
}

const pick = <K extends Document['document']>(
  documents: readonly Document[],
  kind: K,
): Extract<Document, { document: K }>[] =>
  documents.filter((one): one is Extract<Document, { document: K }> => one.document === kind);

export interface EpochMade {
  readonly epoch: Epoch;
  readonly faults: readonly Fault[];
  /** Rules that some place of some plan answers to, and those of them that hold for one. */
  readonly named: ReadonlySet<number>;
  readonly used: ReadonlySet<number>;
}

/** Puts what is in force together; contradictions between documents are faults. */
export function epochOf(period: Period, start: number, rules: Rules): EpochMade {
  const faults: Fault[] = [];
  const tables: readonly DestinationTable[] = pick(period.documents, 'destinations');
  const zoneTables: readonly ZoneTable[] = pick(period.documents, 'zones');
  const planTables: readonly PlanTable[] = pick(period.documents, 'plans');
  const lists: readonly PriceList[] = pick(period.documents, 'list');
  acrossTables(tables, (one) => one.destinations.map((row) => [row.id, row.line]), 'destination', faults);
  acrossTables(
    tables,
    (one) => one.destinations.flatMap((row) => row.prefixes.map((prefix) => [prefix, row.line])),
    'prefix',
    faults,
  );
  acrossTables(
    tables,
    (one) => one.destinations.flatMap((row) => row.short.map((code) => [code, row.line])),
    'short code',
    faults,
  );
  acrossTables(zoneTables, (one) => one.zones.map((row) => [row.id, row.line]), 'roaming zone', faults);
  acrossTables(zoneTables, (one) => one.countries.map((row) => [row.country, row.line]), 'country', faults);
  acrossTables(planTables, (one) => one.plans.map((row) => [row.id, row.line]), 'plan', faults);
  acrossTables(planTables, (one) => one.allowances.map((row) => [row.id, row.line]), 'allowance', faults);

  const destinations = tables.flatMap((table) => table.destinations);
  const zones = zoneTables.flatMap((table) => table.zones);
  const countries = zoneTables.flatMap((table) => table.countries);
  const plans = planTables.flatMap((table) => table.plans);
  const reach: Reach = {
    destinations,
    zoneOf: new Map(countries.map(({ country, zone }) => [country, zone])),
    zones: new Set(zones.map(({ id }) => id)),
  };
  const places = [undefined, ...destinations];
  const zoneIds = ['', ...zones.map(({ id }) => id)];
  const whereNumber = new Map(zoneIds.map((id, at) => [id === '' ? 'home' : id, at]));
  checkLists(lists, plans, reach, whereNumber, faults);
  const wordsOf = places.map((place) => selectorsOf(place, reach.zoneOf));
  const [named, used] = [new Set<number>(), new Set<number>()];
  const planOf = (plan: Plan): PlanInForce => {
    const made = cellsOf({ plan, lists, rules, wordsOf, whereNumber, wheres: zoneIds.length });
    faults.push(...made.faults);
    for (const rule of made.named) named.add(rule);
    for (const rule of made.used) used.add(rule);
    return {
      plan,
      barred: Uint8Array.from(CLASSES, (one) => (plan.barred.includes(one) ? 1 : 0)),
      cells: made.cells,
      allowances: planTables
        .flatMap((table) => table.allowances)
        .filter((one) => one.plan === plan.id)
        .map((allowance) => ({
          allowance,
          kinds: Uint8Array.from(KINDS, (kind) => (allowance.kinds.includes(kind) ? 1 : 0)),
          where: Uint8Array.from(zoneIds, (id) =>
            allowance.where.includes(id === '' ? 'home' : id) ? 1 : 0,
          ),
          places: Uint8Array.from(wordsOf, (words) =>
            words.some((word) => allowance.to.includes(word)) ? 1 : 0,
          ),
        })),
      discounts: planTables.flatMap((table) => table.discounts).filter((one) => one.plan === plan.id),
      caps: planTables.flatMap((table) => table.caps).filter((cap) => cap.plan === plan.id),
    };
  };
  for (const table of planTables)
    for (const { line, to, where } of table.allowances) {
      for (const selector of to) complain(strangeSelector(selector, reach), table, line, faults);
      for (const one of where)
        if (!whereNumber.has(one)) complain(`There is no roaming zone «${one}».`, table, line, faults);
    }
  return {
    faults,
    named,
    used,
    epoch: {
      start,
      numbers: digitTrie(
        destinations.flatMap(({ prefixes }, at) => prefixes.map((prefix) => [prefix, at + 1] as const)),
      ),
      shortCodes: digitTrie(
        destinations.flatMap(({ short }, at) => short.map((code) => [code, at + 1] as const)),
      ),
      places,
      classOf: Uint8Array.from(places, (place) => (place === undefined ? 255 : CLASSES.indexOf(place.class))),
      zoneOf: new Map(countries.map(({ country, zone }) => [country, zoneIds.indexOf(zone)])),
      zoneIds,
      likeHome: Uint8Array.from(['', ...zones], (zone) =>
        typeof zone === 'string' || zone.likeHome ? 1 : 0,
      ),
      plans: new Map(plans.map((plan) => [plan.id, planOf(plan)])),
    },
  };
}

function complain(reason: string | undefined, document: Document, line: number, faults: Fault[]): void {
  if (reason !== undefined) faults.push({ document: versionId(document), line, reason });
}

/** The same thing in two documents that are in force together. */
function acrossTables<D extends Document>(
  documents: readonly D[],
  keysOf: (document: D) => readonly (readonly [string, number])[],
  what: string,
  faults: Fault[],
): void {
  const seen = new Map<string, D>();
  for (const document of documents)
    for (const [key, line] of keysOf(document)) {
      const other = seen.get(key);
      if (other !== undefined && other !== document)
        complain(`The ${what} ${key} also stands in ${versionId(other)}.`, document, line, faults);
      seen.set(key, document);
    }
}

function checkLists(
  lists: readonly PriceList[],
  plans: readonly Plan[],
  reach: Reach,
  whereNumber: ReadonlyMap<string, number>,
  faults: Fault[],
): void {
  const known = new Map(plans.map((plan) => [plan.id, plan]));
  for (const list of lists) {
    for (const id of list.plans) {
      const plan = known.get(id);
      if (plan === undefined) complain(`There is no plan «${id}».`, list, 1, faults);
      else if (plan.vat !== list.vat)
        complain(`The plan «${id}» is stated with VAT ${plan.vat}, this list ${list.vat}.`, list, 1, faults);
    }
    for (const { to, where, line, direction } of list.prices) {
      complain(strangeSelector(to, reach), list, line, faults);
      const place = reach.destinations.find(({ id }) => id === to);
      const free = ALWAYS_FREE.find((one) => place?.class === one || to.endsWith(`#${one}`));
      if (free !== undefined)
        complain(`Calls to ${free} are free; they can't have a price.`, list, line, faults);
      if (!whereNumber.has(where)) complain(`There is no roaming zone «${where}».`, list, line, faults);
      if (direction === 'in' && to !== '*')
        complain('What comes in has no destination: write *.', list, line, faults);
    }
  }
}
