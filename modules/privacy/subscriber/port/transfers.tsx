import { ask } from '#session';
import { Button, Section, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import type { PortView } from '#contract/privacy';
import { useDeed } from '../correct/use-own.ts';
import css from './port.module.css';
import { words } from './words.ts';

type Transfer = PortView['transfers'][number];

/** What was taken along, newest first, and how it went. */
export function Transfers({
  transfers,
  onChanged,
}: {
  readonly transfers: readonly Transfer[];
  readonly onChanged: () => void;
}) {
  const { done: text } = useWords(words);
  return (
    <Section title={text.title}>
      {transfers.length === 0 ? <p className={css['muted']}>{text.none}</p> : null}
      <ul className={css['log']}>
        {transfers.map((each) => (
          <Line key={each.id} transfer={each} onChanged={onChanged} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ transfer, onChanged }: { readonly transfer: Transfer; readonly onChanged: () => void }) {
  const { done: text } = useWords(words);
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const deed = useDeed();
  const { way, state } = transfer;
  const made = new Date(transfer.madeAt);
  const open = state === 'open';
  const withdraw = async (): Promise<void> => {
    if ((await deed.run(() => ask('DELETE', `/api/privacy/port/${transfer.id}`).then(() => true))) === true)
      onChanged();
  };
  return (
    <li>
      <time dateTime={transfer.madeAt}>{format.moment(made, now)}</time>
      <b>{text.ways[way]}</b> {transfer.receiver === null ? '' : text.to(transfer.receiver)}
      <span className={css['note']}>
        {state === 'open' || state === 'done' ? text.states[state][way] : text.states[state]}
        {open && transfer.tries > 1 ? ` · ${text.tries(format.count(transfer.tries))}` : ''}
        {open ? ` · ${text.until(format.date(new Date(transfer.expiresAt)))}` : ''}
      </span>
      {open && way !== 'archive' ? (
        <Button size="small" kind="quiet" busy={deed.busy} onClick={() => void withdraw()}>
          {text.withdraw}
        </Button>
      ) : null}
    </li>
  );
}
