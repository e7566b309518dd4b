import { Section, useFormat, useWords } from '@telink/ui';
import type { InvoiceView } from '../contract.ts';
import css from './bills.module.css';
import { amount, kronor, noon } from './say.ts';
import { words } from './words.ts';

/** What happens when one does not pay, and when, said before it does. The figures are the law's and come from the server. */
export function LatePart({ bill }: { readonly bill: InvoiceView }) {
  const said = useWords(words);
  const format = useFormat();
  if (bill.kind !== 'invoice' || bill.openOre <= 0) return null;
  const { late } = bill;
  const date = (day: string): string => format.longDate(noon(day));
  const rate = `${amount(format, late.interestRate).replace(/[.,]00$/u, '')}${format.percent(0).slice(1)}`;
  const bears = Math.max(0, bill.openOre - bill.disputedOre - late.feesOre - late.interestOre);
  const perDay = kronor(format, Math.round((bears * late.interestRate) / 3_650_000));
  return (
    <Section title={said.late.title} className={css['part']}>
      <ol className={css['late']}>
        <li>
          {said.late.interest(rate)} {said.late.interestWhy(perDay)}
        </li>
        {late.step === 'none' ? (
          <li>
            {said.late.reminder(date(late.reminderOn))}{' '}
            {late.reminderFeeOre === null
              ? said.late.reminderFree
              : said.late.reminderFee(kronor(format, late.reminderFeeOre))}
          </li>
        ) : null}
        {late.step === 'none' || late.step === 'reminder' ? (
          <li>{said.late.collection(date(late.collectionOn), kronor(format, late.collectionFeeOre))}</li>
        ) : null}
        <li>{said.late.then}</li>
      </ol>
      <p className={css['note']}>
        {said.late.least(kronor(format, late.leastOre))} {said.late.disputed}
      </p>
    </Section>
  );
}
