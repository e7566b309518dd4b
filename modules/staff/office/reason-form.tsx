import { Banner, Button, FieldError, LinkButton, RadioCards, TextField, useWords } from '@telink/ui';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { CaseView } from '../contract.ts';
import { CASE_REASONS, type CaseReason } from '../pure/closed-lists.ts';
import { ask } from './call.ts';
import { ProblemLine } from './front.tsx';
import css from './office.module.css';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

/** Asked before anything is shown: why, from a closed list, and what for, in one's own words (promise protection.5). */
export function ReasonForm({
  customer,
  onOpened,
}: {
  readonly customer: string;
  readonly onOpened: (opened: CaseView) => void;
}) {
  const said = useWords(words);
  const [reason, setReason] = useState<CaseReason>();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState<'reason' | 'note'>();
  const act = useAct();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const lacks = reason === undefined ? 'reason' : note.trim().length < 3 ? 'note' : undefined;
    setMissing(lacks);
    if (lacks !== undefined) return;
    await act.run(async () => {
      const body = { reason, note: note.trim() };
      onOpened(await ask<CaseView>('POST', `/api/office/customers/${customer}/case`, body));
    });
  };
  return (
    <div className={css['locked']}>
      <title>{`${said.reason.title} · Telink`}</title>
      <div className={css['veil']} aria-hidden="true">
        <i className={`${css['bar']} ${css['name']}`} />
        {Array.from({ length: 9 }, (_, row) => (
          <i key={row} className={css['bar']} />
        ))}
      </div>
      <div className={css['gate']}>
        <form className={css['ask']} onSubmit={(event) => void send(event)} noValidate>
          <div>
            <h1 ref={heading} tabIndex={-1}>
              {said.reason.title}
            </h1>
            <p>{said.reason.lead}</p>
          </div>
          <RadioCards<CaseReason>
            label={said.reason.label}
            hideLabel
            value={reason}
            onChange={setReason}
            options={CASE_REASONS.map((value) => ({ value, label: said.reason.reasons[value] }))}
          />
          {missing === 'reason' ? <FieldError>{said.reason.choose}</FieldError> : null}
          <TextField
            label={said.reason.note}
            autoComplete="off"
            maxLength={500}
            value={note}
            onChange={setNote}
            error={missing === 'note' ? said.reason.noteMissing : undefined}
          />
          <Banner kind="explain" icon="eye" fact={said.reason.will} />
          <ProblemLine>{act.problem}</ProblemLine>
          <div className={`${css['acts']} ${css['end']}`}>
            <LinkButton kind="quiet" href="/kunder">
              {said.reason.cancel}
            </LinkButton>
            <Button type="submit" kind="primary" busy={act.busy}>
              {said.reason.act}
            </Button>
          </div>
        </form>
      </div>
    </div>
  );
}
