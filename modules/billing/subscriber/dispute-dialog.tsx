import { ask, CallFailed } from '#session';
import { Button, FieldError, Select, showToast, TextArea, TextField, useFormat, useWords } from '@telink/ui';
import { Dialog } from '@telink/ui/dialog';
import { useId, useState, type FormEvent } from 'react';
import type { InvoiceView } from '../contract.ts';
import css from './bills.module.css';
import { kronor, lineName, readKronor } from './say.ts';
import { words } from './words.ts';

/** «Stämmer inte?»: says which line and why. From then on that part is not pressed for. */
export function DisputeButton({ bill, onSent }: { readonly bill: InvoiceView; readonly onSent: () => void }) {
  const said = useWords(words);
  const [open, setOpen] = useState(false);
  const lines = bill.lines.filter(({ amountOre }) => amountOre > 0);
  if (lines.length === 0) return null;
  return (
    <>
      <Button kind="quiet" size="small" icon="message-circle-question-mark" onClick={() => setOpen(true)}>
        {said.wrong}
      </Button>
      {open ? (
        <DisputeDialog
          bill={bill}
          lines={lines}
          onClose={() => setOpen(false)}
          onSent={() => {
            setOpen(false);
            onSent();
            showToast({ text: said.ask.sent });
          }}
        />
      ) : null}
    </>
  );
}

type Problems = Readonly<
  Partial<Record<'line' | 'amount' | 'reason' | 'all', keyof (typeof words)['sv']['ask']['problems']>>
>;

function DisputeDialog({
  bill,
  lines,
  onClose,
  onSent,
}: {
  readonly bill: InvoiceView;
  readonly lines: InvoiceView['lines'];
  readonly onClose: () => void;
  readonly onSent: () => void;
}) {
  const said = useWords(words);
  const format = useFormat();
  const form = useId();
  const [line, setLine] = useState(String(lines[0]?.line ?? ''));
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const told = (field: keyof Problems): string | undefined => {
    const problem = problems[field];
    return problem === undefined ? undefined : said.ask.problems[problem];
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const ore = text.trim() === '' ? undefined : readKronor(text);
    const found: Problems = {
      ...(text.trim() !== '' && ore === undefined ? { amount: 'amount' } : {}),
      ...(reason.trim() === '' ? { reason: 'reason' } : {}),
    };
    setProblems(found);
    if (Object.keys(found).length > 0 || busy) return;
    setBusy(true);
    ask('POST', `/api/invoices/${bill.id}/dispute`, {
      line: Number(line),
      reason: reason.trim(),
      ...(ore === undefined ? {} : { ore }),
    }).then(onSent, (error: unknown) => {
      setBusy(false);
      setProblems(problemsOf(error));
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={said.ask.title}
      acts={
        <>
          <Button kind="quiet" onClick={onClose}>
            {said.ask.cancel}
          </Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            {said.ask.send}
          </Button>
        </>
      }
    >
      <form id={form} className={css['form']} onSubmit={send} noValidate>
        <p>{said.ask.lead}</p>
        <Select
          label={said.ask.line}
          value={line}
          onChange={setLine}
          error={told('line')}
          options={lines.map((each) => ({
            value: String(each.line),
            label: said.dispute.line(lineName(each), kronor(format, each.amountOre)),
          }))}
        />
        <TextArea
          label={said.ask.reason}
          hint={said.ask.reasonHint}
          error={told('reason')}
          value={reason}
          onChange={setReason}
          maxLength={2000}
          required
        />
        <TextField
          label={said.ask.amount}
          hint={said.ask.amountHint}
          error={told('amount')}
          value={text}
          onChange={setText}
          inputMode="decimal"
          autoComplete="off"
          optional
        />
        <div aria-live="polite">
          {told('all') === undefined ? null : <FieldError>{told('all')}</FieldError>}
        </div>
      </form>
    </Dialog>
  );
}

function problemsOf(error: unknown): Problems {
  const { code, fields } =
    error instanceof CallFailed ? error : { code: 'other', fields: [] as readonly string[] };
  if (fields.includes('ore')) return { amount: 'ore' };
  if (fields.includes('line')) return { line: 'line' };
  return { all: code === 'offline' ? 'offline' : 'other' };
}
