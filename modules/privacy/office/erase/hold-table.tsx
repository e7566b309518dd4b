import { ask, CallFailed } from '#office/staff';
import { Button, Chip, Empty, Link, Section, showToast, Table, useFormat, useWords } from '@telink/ui';
import { AlertDialog } from '@telink/ui/dialog';
import { useState } from 'react';
import type { ErasureBoard } from '#contract/privacy';
import css from './erase.module.css';
import { noon } from './erasure-table.tsx';
import { words } from './words.ts';

type Row = ErasureBoard['holds'][number];

/** What is kept from every erasure: by whom, why, and when it is looked at again. */
export function HoldTable({
  board,
  onChanged,
}: {
  readonly board: ErasureBoard;
  readonly onChanged: () => void;
}) {
  const said = useWords(words);
  const { holds: text } = said;
  const [lifting, setLifting] = useState<Row>();
  const [busy, setBusy] = useState(false);
  const lift = async (row: Row): Promise<void> => {
    setBusy(true);
    await ask('POST', `/api/office/privacy/holds/${row.id}/lift`, {}).then(
      () => showToast({ text: text.lifted }),
      (error: unknown) =>
        showToast({
          text: error instanceof CallFailed && error.code === 'not-found' ? text.gone : said.problem,
        }),
    );
    setBusy(false);
    setLifting(undefined);
    onChanged();
  };
  const whom = ({ customer, person }: Row): string =>
    person === null
      ? text.everybody(customer.slice(0, 8))
      : text.one(customer.slice(0, 8), person.slice(0, 8));
  const what = (row: Row) => (
    <>
      {row.what ?? text.everything}
      <span className={css['under']}>
        <Link href={`/kunder/${row.customer}`}>{whom(row)}</Link>
      </span>
    </>
  );
  const act = (row: Row) => (
    <Button
      size="small"
      aria-label={text.liftOf(row.what ?? text.everything)}
      onClick={() => setLifting(row)}
    >
      {text.lift}
    </Button>
  );
  return (
    <Section title={text.title}>
      <p className={css['muted']}>{text.lead}</p>
      {board.holds.length === 0 ? (
        <Empty icon="lock">{text.none}</Empty>
      ) : (
        <Table<Row>
          caption={text.title}
          rows={board.holds}
          rowKey={(row) => row.id}
          columns={[
            { key: 'what', head: text.what, rowHead: true, cell: what },
            { key: 'review', head: text.review, cell: reviewCell(board.today) },
            { key: 'owner', head: text.owner, cell: (row) => row.owner },
            { key: 'reason', head: text.reason, wide: true, cell: reasonCell },
            { key: 'act', head: text.act, cell: act },
          ]}
        />
      )}
      <AlertDialog
        open={lifting !== undefined}
        onClose={() => busy || setLifting(undefined)}
        title={text.sure.title}
        act={{
          label: text.lift,
          danger: true,
          busy,
          run: () => void (lifting === undefined ? undefined : lift(lifting)),
        }}
      >
        <p>
          <b>{lifting?.what ?? text.everything}</b>. {lifting?.owner}: <span>{lifting?.reason}</span>
        </p>
        <p>{text.sure.text}</p>
      </AlertDialog>
    </Section>
  );
}

const reviewCell = (today: string) => (row: Row) => <Review row={row} today={today} />;
const reasonCell = (row: Row) => <span className={css['reason']}>{row.reason}</span>;

/** The word says that it has been; colour repeats it. */
function Review({ row, today }: { readonly row: Row; readonly today: string }) {
  const { holds: text } = useWords(words);
  const format = useFormat();
  if (row.reviewOn > today) return format.shortDate(noon(row.reviewOn));
  return row.reviewOn === today ? (
    <Chip kind="warn">{text.today}</Chip>
  ) : (
    <Chip kind="bad" icon="triangle-alert">
      {text.late(format.shortDate(noon(row.reviewOn)))}
    </Chip>
  );
}
