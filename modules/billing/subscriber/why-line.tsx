import { IconButton, Steps, useFormat, useWords } from '@telink/ui';
import { Popover } from '@telink/ui/popover';
import { useRef, useState } from 'react';
import type { InvoiceView } from '../contract.ts';
import { amount, kronor, periodText, quantityText } from './say.ts';
import { words } from './words.ts';

type Line = InvoiceView['lines'][number];

/** «Varför 38,64?»: how the line came to its amount, on birch. */
export function WhyLine({ line, bill }: { readonly line: Line; readonly bill: InvoiceView }) {
  const said = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const title = said.why(amount(format, line.amountOre));
  return (
    <>
      <IconButton
        ref={button}
        icon="circle-question-mark"
        size="small"
        label={title}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {open ? (
        <Popover
          open
          onClose={() => setOpen(false)}
          anchor={button}
          title={title}
          kind="birch"
          placement="bottom start"
        >
          <LineSteps line={line} bill={bill} />
        </Popover>
      ) : null}
    </>
  );
}

function LineSteps({ line, bill }: { readonly line: Line; readonly bill: InvoiceView }) {
  const said = useWords(words);
  const format = useFormat();
  const why = said.reason;
  const counted = [
    // Where records are what is counted, the quantity has said it.
    ...(line.records === undefined || line.records === line.count
      ? []
      : [line.records === 1 ? why.oneCall : why.calls(format.count(line.records))]),
    ...(line.seconds === undefined || line.seconds === 0 ? [] : [format.duration(line.seconds)]),
    ...(line.bytes === undefined || line.bytes === 0 ? [] : [format.bytes(line.bytes)]),
  ].join(', ');
  const quantity = quantityText(format, said, line);
  const what =
    line.kind === 'usage'
      ? why.used
      : line.kind === 'discount' || line.kind === 'adjustment' || line.kind === 'credit'
        ? why[line.kind]
        : why.fee;
  return (
    <Steps
      steps={[
        { what, why: counted === '' ? undefined : counted, value: quantity },
        { what: why.period, value: periodText(format, line.period) },
        ...(line.unitOre === undefined
          ? line.kind === 'usage'
            ? [{ what: why.list, why: why.perCall, value: line.priceVersion }]
            : line.priceVersion === undefined
              ? []
              : [{ what: why.list, value: line.priceVersion }]
          : [
              {
                what: why.list,
                why: line.priceVersion,
                value: why.times(quantity, kronor(format, line.unitOre)),
              },
            ]),
        {
          what: why.vat(String(line.vatRate)),
          value: line.vatRate === 0 ? why.exempt : bill.basis === 'with-vat' ? why.vatIn : why.vatAfter,
        },
        { what: why.sum, value: kronor(format, line.amountOre) },
      ]}
    />
  );
}
