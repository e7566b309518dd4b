import { Button, Empty, Section, Table, useFormat, useLanguage, useWords } from '@telink/ui';
import type { OfficeAtCustomer, OfficeRestrictions } from '#contract/privacy';
import { FREEZABLE } from '../restrict-lists.ts';
import css from './restrict.module.css';
import { customerCell } from './waiting-table.tsx';
import { words } from './words.ts';

type Row = OfficeRestrictions['restrictions'][number];
export type Send = (path: string, body: object, done: string) => Promise<boolean>;

export function FrozenTable({
  rows,
  notes = [],
  busy,
  send,
}: {
  readonly rows: readonly Row[];
  /** What people said when they asked, where a customer is open. */
  readonly notes?: OfficeAtCustomer['words'];
  readonly busy: boolean;
  readonly send: Send;
}) {
  const said = useWords(words);
  const { language } = useLanguage();
  const format = useFormat();
  const named = (row: Row): string =>
    FREEZABLE.find(
      (one) =>
        one.scope === row.scope &&
        one.table === row.table &&
        (row.field === null || one.fields?.includes(row.field) === true),
    )?.name[language] ?? said.everything;
  const what = (row: Row) => {
    const said = notes.find(({ id }) => id === row.id)?.words ?? '';
    return (
      <>
        {named(row)}
        {said === '' ? null : <span className={css['note']}>{said}</span>}
      </>
    );
  };
  const stands = (row: Row): string =>
    row.noticeSent !== null
      ? said.standing.told
      : row.liftAsked !== null
        ? said.standing.asked
        : said.standing.frozen;
  const next = (row: Row) => {
    const at = `restrict/${row.customer}/${row.person}/${row.id}`;
    return (
      <div className={css['acts']}>
        {row.noticeSent === null ? (
          <>
            <Button busy={busy} onClick={() => void send(`${at}/notice`, { way: 'mail' }, said.done.notice)}>
              {said.noticeMail}
            </Button>
            <Button busy={busy} onClick={() => void send(`${at}/notice`, { way: 'paper' }, said.done.notice)}>
              {said.noticePaper}
            </Button>
          </>
        ) : (
          <Button busy={busy} onClick={() => void send(`${at}/lift`, {}, said.done.lifted)}>
            {said.lift}
          </Button>
        )}
      </div>
    );
  };
  return (
    <Section title={said.frozen.title}>
      {rows.length === 0 ? (
        <Empty icon="snowflake">{said.frozen.none}</Empty>
      ) : (
        <Table
          caption={said.frozen.title}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'customer', head: said.customer, rowHead: true, cell: customerCell },
            { key: 'what', head: said.what, cell: what },
            { key: 'why', head: said.why, cell: (row) => said.grounds[row.ground] },
            {
              key: 'since',
              head: said.since,
              wide: true,
              cell: (row) => format.shortDate(new Date(row.from)),
            },
            { key: 'stands', head: said.stands, cell: stands },
            { key: 'act', head: said.act, cell: next },
          ]}
        />
      )}
    </Section>
  );
}
