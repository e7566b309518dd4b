import type { Invoice } from './invoice.ts';
import { kronor } from './money.ts';

/** At most three sentences on why this invoice is not last month's; the largest difference first. Amounts are in the invoice's basis. */
export function differences(before: Invoice, now: Invoice): string[] {
  const sv = now.buyer.language === 'sv';
  const [old, new_] = [byName(before), byName(now)];
  const changed = [...new Set([...old.keys(), ...new_.keys()])]
    .map((name) => ({
      name,
      was: old.get(name),
      is: new_.get(name),
      by: (new_.get(name) ?? 0n) - (old.get(name) ?? 0n),
    }))
    .filter(({ by }) => by !== 0n)
    .toSorted((a, b) => size(b.by) - size(a.by) || (a.name < b.name ? -1 : 1));
  if (changed.length === 0)
    return [sv ? 'Samma tjänster och samma belopp.' : 'The same services and the same amounts.'];
  const told = changed.slice(0, 3).map(({ name, was, is, by }) => {
    const money = kronor(by < 0n ? -by : by, now.buyer.language);
    if (was === undefined)
      return sv ? `Nytt: ${name}, ${signed(by, money)} kr.` : `New: ${name}, SEK ${signed(by, money)}.`;
    if (is === undefined)
      return sv ? `Borta: ${name}, ${signed(by, money)} kr.` : `Gone: ${name}, SEK ${signed(by, money)}.`;
    return sv
      ? `${name}: ${money} kr ${by > 0n ? 'mer' : 'mindre'}.`
      : `${name}: SEK ${money} ${by > 0n ? 'more' : 'less'}.`;
  });
  const rest = changed.length - told.length;
  if (rest === 0)
    told.push(sv ? 'I övrigt samma tjänster och samma belopp.' : 'Otherwise the same services and amounts.');
  else if (rest === 1) told.push(sv ? 'Och en mindre ändring.' : 'And one smaller change.');
  else told.push(sv ? `Och ${rest} mindre ändringar.` : `And ${rest} smaller changes.`);
  return told;
}

const size = (ore: bigint): number => Number(ore < 0n ? -ore : ore);
const signed = (by: bigint, money: string): string => `${by < 0n ? '−' : ''}${money}`;

function byName(invoice: Invoice): Map<string, bigint> {
  const sign = invoice.kind === 'credit-note' ? -1n : 1n;
  const found = new Map<string, bigint>();
  for (const { name, serviceName, amountOre } of invoice.lines) {
    const key = serviceName === undefined ? name : `${name}, ${serviceName}`;
    found.set(key, (found.get(key) ?? 0n) + sign * amountOre);
  }
  return found;
}
