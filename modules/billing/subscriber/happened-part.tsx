import { BareLink, Section, useFormat, useWords } from '@telink/ui';
import type { InvoiceView } from '../contract.ts';
import css from './bills.module.css';
import { amount, noon } from './say.ts';
import { Sums } from './totals.tsx';
import { words } from './words.ts';

/** From what was billed to what is left: fees, credit notes and payments, each with its day. */
export function HappenedPart({ bill }: { readonly bill: InvoiceView }) {
  const said = useWords(words);
  const format = useFormat();
  const money = (ore: number): string => amount(format, ore);
  const { feesOre, interestOre } = bill.late;
  if (bill.payments.length + bill.creditNotes.length + feesOre + interestOre === 0)
    return bill.credits?.id == null ? null : (
      <p className={css['part']}>
        <BareLink className={css['link'] ?? ''} href={`/fakturor/${bill.credits.id}`}>
          {said.invoice(bill.credits.number)}
        </BareLink>
      </p>
    );
  const taken = [...bill.creditNotes, ...bill.payments].reduce((sum, { ore }) => sum + ore, 0);
  // What was too much, whether by a payment or by a credit note after one.
  const held = taken - (bill.payableOre + feesOre + interestOre) + bill.openOre;
  return (
    <Section title={said.happened} className={css['part']}>
      <Sums
        rows={[
          [said.billed, money(bill.payableOre)],
          ...(feesOre === 0 ? [] : [[said.reminderFee, money(feesOre)] as const]),
          ...(interestOre === 0 ? [] : [[said.interest, money(interestOre)] as const]),
          ...bill.creditNotes.map(({ number, ore }) => [said.credited(number), money(-ore)] as const),
          ...bill.payments.map(
            ({ paidOn, ore }) => [said.payment(format.date(noon(paidOn))), money(-ore)] as const,
          ),
          ...(held > 0 ? [[said.held, money(held)] as const] : []),
        ]}
        last={[said.remains, money(Math.max(0, bill.openOre))]}
      />
      {bill.creditNotes.length === 0 ? null : (
        <ul className={css['notes']}>
          {bill.creditNotes.map(({ id, number, reason }) => (
            <li key={id}>
              <BareLink className={css['link'] ?? ''} href={`/fakturor/${id}`}>
                {said.creditNote(number)}
              </BareLink>
              {reason === '' ? null : `: ${reason}`}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
