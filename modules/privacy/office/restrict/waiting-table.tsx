import { Empty, Link, Section, Table, useFormat, useLanguage, useWords } from '@telink/ui';
import type { OfficeRestrictions } from '#contract/privacy';
import { DECISIONS } from '../restrict-lists.ts';
import { words } from './words.ts';

interface Waiting {
  readonly id: string;
  readonly customer: string;
  readonly what: string;
  readonly since: string;
}

/** What waits for a human, and at which customer: what was written, and the answer, are there, with a case. */
export function WaitingTables({ objections, decisions }: Omit<OfficeRestrictions, 'restrictions'>) {
  const said = useWords(words);
  const { language } = useLanguage();
  return (
    <>
      <WaitingTable
        title={said.objections.title}
        none={said.objections.none}
        rows={objections.map(({ id, customer, against, decision, made }) => ({
          id,
          customer,
          what: `${said.against[against]}${decision === null ? '' : `: ${DECISIONS[decision].name[language]}`}`,
          since: made,
        }))}
      />
      <WaitingTable
        title={said.decisions.title}
        none={said.decisions.none}
        rows={decisions.map(({ id, customer, kind, contested }) => ({
          id,
          customer,
          what: DECISIONS[kind].name[language],
          since: contested,
        }))}
      />
    </>
  );
}

function WaitingTable({
  title,
  none,
  rows,
}: {
  readonly title: string;
  readonly none: string;
  readonly rows: readonly Waiting[];
}) {
  const said = useWords(words);
  const format = useFormat();
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <Empty icon="hand">{none}</Empty>
      ) : (
        <Table
          caption={title}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'what', head: said.what, rowHead: true, cell: (row) => row.what },
            { key: 'since', head: said.since, cell: (row) => format.shortDate(new Date(row.since)) },
            { key: 'customer', head: said.customer, cell: customerCell },
          ]}
        />
      )}
    </Section>
  );
}

/** To where the customer is opened: a reason is asked for there. */
export const customerCell = ({ customer }: { readonly customer: string }) => (
  <Link href={`/kunder/${customer}`}>{customer.slice(0, 8)}</Link>
);
