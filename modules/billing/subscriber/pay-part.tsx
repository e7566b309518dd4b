import { Amount, announce, Banner, Facts, IconButton, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import { bankgiroText, type InvoiceView } from '../contract.ts';
import { StateChip } from './bill-rows.tsx';
import css from './bills.module.css';
import { amount, kronor, noon } from './say.ts';
import { words } from './words.ts';

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
  const fact = (what: 'ocr' | 'bankgiro' | 'amount', shown: string, text: string) =>
    [
      said[what],
      <span key={what} className={css['fact']}>
        <span className={css['digits']}>{shown}</span>
        <IconButton icon="copy" size="small" label={said.copy[what]} onClick={() => copy(text)} />
      </span>,
    ] as const;
  return (
    <>
      <div className={css['pay']}>
        <div className={css['sum']}>
          <Amount
            label={
              bill.kind === 'credit-note'
                ? said.toGetBack
                : !open
                  ? said.toPay
                  : bill.openOre === bill.payableOre && due === bill.openOre
                    ? said.toPay
                    : said.leftToPay
            }
          >
            {kronor(format, pays ? due : bill.payableOre)}
          </Amount>
          <StateChip state={bill.state} />
        </div>
        {pays ? (
          <Facts
            items={[
              [said.payLatest, format.longDate(noon(bill.dueOn))],
              ...(due > 0
                ? [fact('amount', amount(format, due), (due / 100).toFixed(2).replace('.', ','))]
                : []),
              fact('ocr', bill.ocr, bill.ocr),
              fact('bankgiro', bankgiroText(bill.bankgiro), bankgiroText(bill.bankgiro)),
            ]}
          />
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
