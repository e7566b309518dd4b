import { versionId, type Document, type Fault, type Line, type Price, type PriceList } from './book.ts';

/** What can be wrong within one document that reads well: doubles, overlaps, prices that contradict each other. */
export function checkDocument(document: Document): readonly Fault[] {
  const faults: Fault[] = [];
  const fault = (line: number, reason: string): void =>
    void faults.push({ document: versionId(document), line, reason });
  if (document.until !== '' && document.until <= document.effective)
    fault(1, `It ends on ${document.until}, before it begins on ${document.effective}.`);
  /** Tells of each later row with the same key. */
  const unique = <R extends Line>(
    rows: readonly R[],
    keysOf: (row: R) => readonly string[],
    what: (key: string, first: R) => string,
  ): void => {
    const seen = new Map<string, R>();
    for (const row of rows)
      for (const key of keysOf(row)) {
        const first = seen.get(key);
        if (first === undefined) seen.set(key, row);
        else fault(row.line, what(key, first));
      }
  };
  const twice = (key: string, first: Line): string => `«${key}» already stands on line ${first.line}.`;
  switch (document.document) {
    case 'destinations':
      unique(document.destinations, ({ id }) => [id], twice);
      unique(
        document.destinations,
        ({ prefixes }) => prefixes,
        (prefix, first) => `+${prefix} already belongs to ${first.id} on line ${first.line}.`,
      );
      unique(
        document.destinations,
        ({ short }) => short,
        (code, first) => `The short code ${code} already belongs to ${first.id} on line ${first.line}.`,
      );
      for (const { prefixes, short, line, id } of document.destinations)
        if (prefixes.length + short.length === 0) fault(line, `${id} has neither prefix nor short code.`);
      break;
    case 'zones': {
      unique(document.zones, ({ id }) => [id], twice);
      unique(document.countries, ({ country }) => [country], twice);
      const known = new Set(document.zones.map(({ id }) => id));
      if (known.has('home')) fault(1, '«home» is where one lives; no roaming zone can be called that.');
      for (const { zone, line } of document.countries)
        if (!known.has(zone)) fault(line, `There is no roaming zone «${zone}».`);
      break;
    }
    case 'plans': {
      unique(document.plans, ({ id }) => [id], twice);
      unique(document.allowances, ({ id }) => [id], twice);
      unique(document.discounts, ({ id }) => [id], twice);
      unique(document.caps, ({ id }) => [id], twice);
      const known = new Set(document.plans.map(({ id }) => id));
      for (const { plan, line } of [...document.allowances, ...document.discounts, ...document.caps])
        if (!known.has(plan)) fault(line, `There is no plan «${plan}».`);
      for (const { basisPoints, amount, line } of document.discounts)
        if (basisPoints > 0 === amount > 0) fault(line, 'A discount is per cent or an amount, one of them.');
      for (const { kinds, to, where, line } of document.allowances) {
        if (kinds.length === 0) fault(line, 'An allowance needs the kinds it counts.');
        if (to.length === 0) fault(line, 'An allowance needs what it counts; * is everything.');
        if (where.length === 0) fault(line, 'An allowance needs where it counts.');
        // Seconds, pieces and bytes don't add up.
        if (new Set(kinds.map((kind) => (kind === 'mms' ? 'sms' : kind))).size > 1)
          fault(line, 'An allowance counts minutes, messages or data, one of them.');
      }
      break;
    }
    case 'list':
      checkList(document, fault, unique, twice);
  }
  return faults;
}

const keyOf = ({ kind, direction, where, to, band }: Price): string =>
  [kind, direction, where, to, band].join(' ').trim();

function checkList(
  list: PriceList,
  fault: (line: number, reason: string) => void,
  unique: (
    rows: readonly Price[],
    keysOf: (row: Price) => readonly string[],
    what: (key: string, first: Price) => string,
  ) => void,
  twice: (key: string, first: Line) => string,
): void {
  unique(
    list.prices,
    (price) => [keyOf(price)],
    (key, first) => `A second price: ${twice(key, first)}`,
  );
  for (const [at, band] of list.bands.entries()) {
    if (band.days.length === 0) fault(band.line, `${band.band} has no days.`);
    if (band.from >= band.to) fault(band.line, `${band.band} ends before it begins.`);
    const other = list.bands
      .slice(0, at)
      .find(
        (one) => one.from < band.to && band.from < one.to && one.days.some((day) => band.days.includes(day)),
      );
    if (other) fault(band.line, `${band.band} overlaps ${other.band} on line ${other.line}.`);
  }
  const bands = new Set(list.bands.map(({ band }) => band));
  for (const price of list.prices) {
    if (price.band !== '' && !bands.has(price.band))
      fault(price.line, `There is no band «${price.band}» in this list.`);
    const measured = price.kind === 'voice' || price.kind === 'data';
    if (measured && (price.first === 0 || price.next === 0))
      fault(price.line, 'Calls and data need a first and a next increment.');
    if (!measured && (price.first > 0 || price.next > 0)) fault(price.line, 'A message has no increments.');
    if (Math.max(price.price, price.setup, price.minimum) > 1_000_000_000)
      fault(price.line, 'No price is over 10 000 kronor.');
    if (price.kind === 'data' && price.band !== '') fault(price.line, 'Data has one price around the clock.');
    if (price.kind === 'data' && price.to !== '*') fault(price.line, 'Data has no destination: write *.');
  }
}
