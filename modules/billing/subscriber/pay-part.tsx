import { Amount, announce, Banner, IconButton, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import { bankgiroText, type InvoiceView } from '../contract.ts';
import css from './bills.module.css';
import { amount, figure, kronor, noon } from './say.ts';
import { words, type BillWords } from './words.ts';

/** The figure, and what a bank asks for. */
export function PayPart({ bill }: { readonly bill: InvoiceView }) {
  const said = useWords(words);
  const format = useFormat();
  const [refused, setRefused] = useState(false);
  const open = bill.openOre > 0;
  const due = bill.openOre - bill.disputedOre;
  const pays = bill.kind === 'invoice' && open;
  const copy = (text: string): void => {
    // A browser may refuse the clipboard; the number is there to take by hand.
    navigator.clipboard.writeText(text).then(
      () => {
        setRefused(false);
        announce(said.copied);
      },
      () => setRefused(true),
    );
  };
  const bankgiro = bankgiroText(bill.bankgiro);
  return (
    <>
      <div className={css['pay']}>
        <Amount label={labelOf(bill, said)} {...figure(format, pays ? due : bill.payableOre)} />
        {pays ? (
          <dl className={css['facts']}>
            <Fact name={said.payLatest}>{format.longDate(noon(bill.dueOn))}</Fact>
            {due > 0 ? (
              <Fact
                name={said.amount}
                copy={said.copy.amount}
                onCopy={() => copy((due / 100).toFixed(2).replace('.', ','))}
              >
                {amount(format, due)}
              </Fact>
            ) : null}
            <Fact name={said.ocr} copy={said.copy.ocr} onCopy={() => copy(bill.ocr)}>
              {bill.ocr}
            </Fact>
            <Fact name={said.bankgiro} copy={said.copy.bankgiro} onCopy={() => copy(bankgiro)}>
              {bankgiro}
            </Fact>
          </dl>
        ) : null}
      </div>
      <div aria-live="polite">{refused ? <p className={css['note']}>{said.notCopied}</p> : null}</div>
      {pays ? <p className={css['note']}>{said.howToPay}</p> : null}
      {pays && bill.disputedOre > 0 ? (
        <p className={css['note']}>{said.waitingApart(kronor(format, bill.disputedOre))}</p>
      ) : null}
      <Step bill={bill} />
    </>
  );
}

function labelOf(bill: InvoiceView, said: BillWords): string {
  if (bill.kind === 'credit-note') return said.toGetBack;
  const untouched = bill.openOre === bill.payableOre && bill.disputedOre === 0;
  return bill.openOre <= 0 || untouched ? said.toPay : said.leftToPay;
}

function Fact({
  name,
  children,
  copy,
  onCopy,
}: {
  readonly name: string;
  readonly children: string;
  /** What the button that copies is called; without it there is none. */
  readonly copy?: string | undefined;
  readonly onCopy?: (() => void) | undefined;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className={css['digits']}>{children}</span>
        {copy === undefined ? null : <IconButton icon="copy" size="small" label={copy} onClick={onCopy} />}
      </dd>
    </div>
  );
}

/** What has been done because it was not paid. */
function Step({ bill }: { readonly bill: InvoiceView }) {
  const said = useWords(words);
  const format = useFormat();
  const { step, stepOn, feesOre, interestOre } = bill.late;
  if (step === 'none' || stepOn === null || bill.openOre <= 0) return null;
  const told = { reminder: said.reminded, collection: said.collected, 'handed-over': said.handedOver }[step];
  return (
    <Banner kind="warn" className={css['differs']} fact={told(format.date(noon(stepOn)))}>
      {feesOre + interestOre > 0 ? said.inAmount(kronor(format, feesOre + interestOre)) : undefined}
    </Banner>
  );
}
