import { Chip, Section, useFormat, useWords } from '@telink/ui';
import type { InvoiceView } from '../contract.ts';
import css from './bills.module.css';
import { kronor, lineName, noon } from './say.ts';
import { words } from './words.ts';

/** What the customer has said is wrong, and what came of it. */
export function DisputesPart({ bill }: { readonly bill: InvoiceView }) {
  const said = useWords(words);
  const format = useFormat();
  const day = (date: string): string => format.date(noon(date));
  if (bill.disputes.length === 0) return null;
  return (
    <Section title={said.disputes} className={css['part']}>
      <ul className={css['disputes']}>
        {bill.disputes.map((each) => {
          const line = bill.lines.find(({ line: number }) => number === each.line);
          return (
            <li key={each.dispute}>
              <b>
                {said.dispute.line(
                  line === undefined ? said.dispute.whole : lineName(line),
                  kronor(format, each.ore),
                )}
              </b>
              <span className={css['muted']}>
                {each.closedOn === null
                  ? said.dispute.on(day(each.openedOn))
                  : said.dispute.answered(day(each.closedOn))}
              </span>
              {each.reason === '' ? null : <p className={css['quote']}>{each.reason}</p>}
              <p>
                {each.state === 'open' ? <Chip kind="warn">{said.state.disputed}</Chip> : null}{' '}
                {said.dispute[each.state]}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
