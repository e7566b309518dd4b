import { ask, CallFailed } from '#office/staff';
import { Button, Chip, Empty, Section, showToast, Table, useFormat, useLanguage, useWords } from '@telink/ui';
import { useState } from 'react';
import { ERASURE_WORDS, waitsInWords, type ErasureBoard } from '#contract/privacy';
import css from './erase.module.css';
import { words } from './words.ts';

type Row = ErasureBoard['erasures'][number];

/** Every erasure, newest first: how far, why, how old, and what it waits for. */
export function ErasureTable({
  board,
  onChanged,
}: {
  readonly board: ErasureBoard;
  readonly onChanged: () => void;
}) {
  const { list: text } = useWords(words);
  return (
    <Section title={text.title}>
      {board.erasures.length === 0 ? (
        <Empty icon="eraser">{text.none}</Empty>
      ) : (
        <Table<Row>
          caption={text.title}
          rows={board.erasures}
          rowKey={(row) => row.id}
          columns={[
            { key: 'state', head: text.state, rowHead: true, cell: stateCell(board.today) },
            { key: 'cause', head: text.cause, wide: true, cell: (row) => text.causes[row.cause] },
            { key: 'age', head: text.age, wide: true, cell: ageCell(board.today) },
            { key: 'waits', head: text.waits, cell: waitsCell(onChanged) },
          ]}
        />
      )}
    </Section>
  );
}

export const noon = (day: string): Date => new Date(`${day}T12:00:00`);
const stateCell = (today: string) => (row: Row) => <State row={row} today={today} />;
const ageCell = (today: string) => (row: Row) => <Age row={row} today={today} />;
const waitsCell = (onChanged: () => void) => (row: Row) => <Waits row={row} onChanged={onChanged} />;

function Age({ row, today }: { readonly row: Row; readonly today: string }) {
  const { list: text } = useWords(words);
  const format = useFormat();
  const asked = new Date(row.askedAt);
  return (
    <span className={css['day']}>
      {format.shortDate(asked)}
      <span className={css['under']}>{text.days(format.daysBetween(asked, noon(today)))}</span>
    </span>
  );
}

/** On a phone the cause and the age stand under the state: there is no room for four columns. */
function State({ row, today }: { readonly row: Row; readonly today: string }) {
  const { list: text } = useWords(words);
  const { language } = useLanguage();
  return (
    <>
      <Chip kind={row.state === 'done' ? 'ok' : 'plain'} {...(row.state === 'done' ? { icon: 'check' } : {})}>
        {ERASURE_WORDS[language].states[row.state]}
      </Chip>
      <span className={css['under']}>{text.receipt(row.id)}</span>
      <span className={css['narrow']}>
        <span className={css['under']}>{text.causes[row.cause]}</span>
        <Age row={row} today={today} />
      </span>
    </>
  );
}

function Waits({ row, onChanged }: { readonly row: Row; readonly onChanged: () => void }) {
  const { list: text } = useWords(words);
  const { language } = useLanguage();
  const format = useFormat();
  if (row.waits.length === 0) return text.nothing;
  const recipients = row.waits.filter((wait) => wait.for === 'recipient').map(({ what }) => what);
  return (
    <div className={css['waits']}>
      {waitsInWords(row.waits, ERASURE_WORDS[language], (day) => format.date(noon(day))).map((wait) => (
        <span key={wait}>{wait}</span>
      ))}
      {recipients.map((recipient) => (
        <Answered key={recipient} erasure={row.id} recipient={recipient} onChanged={onChanged} />
      ))}
    </div>
  );
}

/** For a recipient who was told by hand and has answered. */
function Answered({
  erasure,
  recipient,
  onChanged,
}: {
  readonly erasure: string;
  readonly recipient: string;
  readonly onChanged: () => void;
}) {
  const said = useWords(words);
  const [busy, setBusy] = useState(false);
  const noteIt = async (): Promise<void> => {
    setBusy(true);
    await ask('POST', `/api/office/privacy/erasures/${erasure}/answered`, { recipient }).then(
      () => showToast({ text: said.list.noted }),
      (error: unknown) =>
        showToast({
          text: error instanceof CallFailed && error.code === 'conflict' ? said.list.changed : said.problem,
        }),
    );
    setBusy(false);
    onChanged();
  };
  return (
    <Button size="small" busy={busy} onClick={() => void noteIt()}>
      {said.list.answered(recipient)}
    </Button>
  );
}
