import { useFormat, useWords } from '@telink/ui';
import type { InvoiceView } from '../contract.ts';
import css from './bills.module.css';
import { amount } from './say.ts';
import { words } from './words.ts';

/** From the lines to what is paid: VAT by rate, and the rounding to whole kronor. */
export function Totals({ bill }: { readonly bill: InvoiceView }) {
  const said = useWords(words);
  const format = useFormat();
  const money = (ore: number): string => amount(format, ore);
  const rows: (readonly [string, string])[] =
    bill.basis === 'without-vat'
      ? [
          [said.sumWithoutVat, money(bill.netOre)],
          ...bill.vat.map(({ rate, netOre, vatOre }) =>
            rate === 0
              ? ([said.exempt, money(netOre)] as const)
              : ([said.vat(String(rate)), money(vatOre)] as const),
          ),
        ]
      : [
          [said.sumWithVat, money(bill.netOre + bill.vatOre)],
          ...bill.vat.map(({ rate, netOre, vatOre }) =>
            rate === 0
              ? ([said.exempt, money(netOre)] as const)
              : ([said.ofWhich(String(rate), money(netOre)), money(vatOre)] as const),
          ),
        ];
  return (
    <Sums
      rows={[...rows, ...(bill.roundingOre === 0 ? [] : [[said.rounding, money(bill.roundingOre)] as const])]}
      last={[bill.kind === 'invoice' ? said.toPay : said.toGetBack, money(bill.payableOre)]}
    />
  );
}

export function Sums({
  rows,
  last,
}: {
  readonly rows: readonly (readonly [string, string])[];
  readonly last: readonly [string, string];
}) {
  return (
    <dl className={css['sums']}>
      {[...rows, last].map(([term, value], index) => (
        <div key={`${index}:${term}`}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
