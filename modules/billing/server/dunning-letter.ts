import { read } from '#platform/db';
import { dispute as disputeTable } from '../data-map.ts';
import { nextBankDay, plusDays } from '../pure/bank-days.ts';
import { kronor, sum } from '../pure/money.ts';
import { bankgiroText } from '../pure/reference.ts';
import { waiting } from '../pure/standing.ts';
import { entriesOf } from './books.ts';
import type { House, LetterRef } from './house.ts';
import { invoiceOf } from './invoices.ts';
import { letters } from './text.letters.ts';

/** Reasonable time to pay, in days (inkassolagen 1974:182 5 §). The step after it is later than this. */
const DAYS_TO_PAY = 10;

export interface DunningLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What the step’s letter says now; undefined when it has been paid meanwhile, or there is nowhere to send it. */
export async function dunningLetter(house: House, ref: LetterRef): Promise<DunningLetter | undefined> {
  const found = await invoiceOf(house.ctx, ref.invoice);
  if (!found || found.customer !== ref.customer || found.paidOn !== null) return undefined;
  const { invoice } = found;
  const { language, email } = invoice.buyer;
  const postings = (await entriesOf(house.ctx, ref.customer, invoice.id)).flatMap((each) => each.postings);
  const on = (account: string): bigint =>
    sum(postings.filter((each) => each.account === account).map(({ ore }) => ore));
  const disputes = await read(house.ctx, 'bill', disputeTable, ['ore'], {
    where: { customer_id: ref.customer, invoice_id: invoice.id, state: 'open' },
  });
  const [all, fees, interest] = [on('receivable'), -on('reminder-fee'), -on('interest')];
  const disputed = waiting(all, sum(disputes.map(({ ore }) => ore)));
  if (email === undefined || all - disputed <= 0n) return undefined;
  const words = letters[language];
  const money = (ore: bigint): string => words.money(kronor(ore, language));
  return {
    to: email,
    subject: words.subject[ref.step](invoice.number),
    text: words.text[ref.step]({
      number: invoice.number,
      issuedOn: invoice.issuedOn,
      dueOn: invoice.dueOn,
      payBy: nextBankDay(plusDays(house.today(), DAYS_TO_PAY)),
      open: money(all - disputed),
      principal: money(all - fees - interest),
      fees: money(fees),
      interest: money(interest),
      disputed: disputed > 0n ? money(disputed) : undefined,
      bankgiro: bankgiroText(invoice.seller.bankgiro),
      ocr: invoice.ocr,
      link: `${house.config.origins.app}/fakturor/${invoice.id}`,
    }),
  };
}
