import { Section, Table, useFormat, useWords } from '@telink/ui';
import type { CustomerView } from '../contract.ts';
import css from './office.module.css';
import { useOpenedAt } from './use-act.ts';
import { wordOf, words, type StaffWords } from './words.ts';

type Looked = CustomerView['looked'][number];

/** Why the customer was opened before. */
export function CaseTable({ cases }: { readonly cases: CustomerView['cases'] }) {
  const said = useWords(words);
  const format = useFormat();
  const now = useOpenedAt();
  return (
    <Section title={said.customer.cases}>
      <Table
        caption={said.customer.cases}
        rows={cases}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'reason',
            head: said.customer.reason,
            rowHead: true,
            cell: reasonCell,
          },
          { key: 'note', head: said.customer.note, wide: true, cell: (row) => row.note },
          {
            key: 'opened',
            head: said.customer.opened,
            number: true,
            cell: (row) => format.moment(new Date(row.openedAt), now),
          },
        ]}
      />
    </Section>
  );
}

function Reason({ row }: { readonly row: CustomerView['cases'][number] }) {
  const said = useWords(words);
  return (
    <>
      {wordOf(said.reason.reasons, row.reason)}
      {row.mine ? <span className={css['muted']}> · {said.customer.mine}</span> : null}
    </>
  );
}

const reasonCell = (row: CustomerView['cases'][number]) => <Reason row={row} />;

/** The same that the customer sees of who has looked. */
export function LookedTable({ looked }: { readonly looked: CustomerView['looked'] }) {
  const said = useWords(words);
  const format = useFormat();
  const now = useOpenedAt();
  return (
    <Section
      title={said.customer.looked}
      end={<span className={css['muted']}>{said.customer.lookedLead}</span>}
    >
      <Table
        caption={said.customer.looked}
        rows={looked}
        rowKey={(row) => `${row.at} ${row.until} ${row.reason}`}
        columns={[
          {
            key: 'when',
            head: said.customer.when,
            rowHead: true,
            cell: (row) => format.moment(new Date(row.at), now),
          },
          { key: 'role', head: said.customer.role, cell: (row) => roleWords(said, row.role, format.list) },
          { key: 'reason', head: said.customer.reason, cell: (row) => reasonWords(said, row) },
          {
            key: 'what',
            head: said.customer.what,
            wide: true,
            cell: (row) => (row.unmasked ? said.customer.fullNumber : said.customer.fields(row.what.length)),
          },
        ]}
      />
    </Section>
  );
}

const roleWords = (said: StaffWords, roles: string, list: (items: readonly string[]) => string): string =>
  list(roles.split(',').map((role) => wordOf(said.roles, role)));

function reasonWords(said: StaffWords, { reason, unmasked }: Looked): string {
  if (reason === '') return said.customer.noCase;
  return wordOf(unmasked ? said.unmask.reasons : said.reason.reasons, reason);
}
