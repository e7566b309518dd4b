import type { AllowanceUse, Explanation, Outcome, Part, Reason } from './usage.ts';

const OUTCOMES: Readonly<Record<string, Outcome>> = { r: 'rated', f: 'free', u: 'unrated', b: 'barred' };
const number = (value: number): string => value.toString(36);
const read = (text: string | undefined): number => Number.parseInt(text ?? '', 36);

/**
 * An explanation as one short text to keep with the record: outcome, reason, plan, destination, digits, zone, version, rule, units,
 * set-up, paid, uses, more; numbers in base 36. At most 120 characters unless a call was split between more than two prices.
 */
export function packExplanation(told: Explanation): string {
  // Most end here or one cell later; a record of a million is packed, so nothing is made that is thrown away.
  let packed = `${told.outcome[0]}|${told.reason}|${told.plan}|${told.destination}|${number(told.prefixDigits)}|${told.zone}|${told.version}|${number(told.rule)}|${number(told.units)}`;
  const paid = told.paid === told.units ? '' : number(told.paid);
  const last = told.more.length > 0 ? 4 : told.uses.length > 0 ? 3 : paid === '' ? Number(told.setup) : 2;
  if (last > 0) packed += told.setup ? '|1' : '|';
  if (last > 1) packed += `|${paid}`;
  if (last > 2) packed += `|${told.uses.map(usePacked).join('+')}`;
  if (last > 3) packed += `|${told.more.map((part) => partPacked(part, told.version)).join('+')}`;
  return packed;
}

const usePacked = ({ allowance, units, left }: AllowanceUse): string =>
  `${allowance},${number(units)},${number(left)}`;
const partPacked = ({ version, rule, units }: Part, usual: string): string =>
  `${version === usual ? '' : version},${number(rule)},${number(units)}`;

/** @returns undefined when the text is no explanation. */
export function unpackExplanation(packed: string): Explanation | undefined {
  const cells = packed.split('|');
  const outcome = OUTCOMES[cells[0] ?? ''];
  if (outcome === undefined || cells.length > 13) return undefined;
  const version = cells[6] ?? '';
  const units = read(cells[8] || '0');
  const list = <T>(text: string | undefined, each: (parts: readonly string[]) => T): readonly T[] =>
    text === undefined || text === '' ? [] : text.split('+').map((one) => each(one.split(',')));
  const told: Explanation = {
    outcome,
    reason: (cells[1] ?? '') as Reason,
    plan: cells[2] ?? '',
    destination: cells[3] ?? '',
    prefixDigits: read(cells[4] || '0'),
    zone: cells[5] ?? '',
    version,
    rule: read(cells[7] || '0'),
    units,
    setup: cells[9] === '1',
    paid: cells[10] === undefined || cells[10] === '' ? units : read(cells[10]),
    uses: list<AllowanceUse>(cells[11], ([allowance = '', used, left]) => ({
      allowance,
      units: read(used),
      left: read(left),
    })),
    more: list<Part>(cells[12], ([other, rule, paid]) => ({
      version: other === '' || other === undefined ? version : other,
      rule: read(rule),
      units: read(paid),
    })),
  };
  const numbers = [
    told.prefixDigits,
    told.rule,
    told.units,
    told.paid,
    ...told.uses.flatMap(({ units: used, left }) => [used, left]),
    ...told.more.flatMap(({ rule, units: paid }) => [rule, paid]),
  ];
  return numbers.every(Number.isSafeInteger) ? told : undefined;
}
