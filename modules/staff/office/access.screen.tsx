import { Chip, ErrorNote, Page, PageHead, Skeleton, Table, useFormat, useWords } from '@telink/ui';
import type { AccessList } from '../contract.ts';
import css from './office.module.css';
import { useLoaded } from './use-act.ts';
import { words } from './words.ts';

type Row = AccessList['staff'][number];

/** Who can enter the office. */
export default function AccessScreen() {
  const said = useWords(words);
  const format = useFormat();
  const text = said.access;
  const { state, again } = useLoaded<AccessList>('/api/office/access');
  return (
    <Page>
      <title>{`${text.title} · Telink`}</title>
      <PageHead title={text.title} lead={text.lead} focus />
      {state.status === 'loading' ? <Skeleton label={said.loading} kind="table" rows={5} /> : null}
      {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
      {state.status === 'there' ? (
        <Table<Row>
          caption={text.caption}
          rows={state.value.staff}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', head: text.name, rowHead: true, cell: whoCell },
            {
              key: 'roles',
              head: text.roles,
              wide: true,
              cell: (row) => format.list(row.roles.map((role) => said.roles[role])),
            },
            {
              key: 'factor',
              head: text.factor,
              wide: true,
              cell: factorCell,
            },
            { key: 'agreement', head: text.agreement, cell: agreementCell },
            {
              key: 'sessions',
              head: text.sessions,
              number: true,
              wide: true,
              cell: (row) => format.count(row.sessions),
            },
            {
              key: 'seen',
              head: text.seen,
              wide: true,
              number: true,
              cell: (row) =>
                row.lastSeen === null ? text.never : format.moment(new Date(row.lastSeen), Date.now()),
            },
          ]}
        />
      ) : null}
    </Page>
  );
}

function Who({ row }: { readonly row: Row }) {
  const said = useWords(words);
  return (
    <div className={css['who']}>
      <b>
        {row.name}
        {row.active ? null : <Chip kind="bad">{said.access.out}</Chip>}
      </b>
      <span>{row.mail}</span>
    </div>
  );
}

function Agreement({ row: { agreement } }: { readonly row: Row }) {
  const said = useWords(words);
  if (agreement === null)
    return (
      <Chip kind="warn" icon="triangle-alert">
        {said.access.unsigned}
      </Chip>
    );
  return agreement.inForce ? (
    <Chip kind="ok" icon="check">
      {said.access.until(agreement.version, agreement.until.slice(0, 10))}
    </Chip>
  ) : (
    <Chip kind="warn" icon="triangle-alert">
      {said.access.lapsed(agreement.version)}
    </Chip>
  );
}

function Factor({ on }: { readonly on: boolean }) {
  const said = useWords(words);
  return (
    <Chip kind={on ? 'ok' : 'warn'} icon={on ? 'check' : 'triangle-alert'}>
      {on ? said.access.yes : said.access.no}
    </Chip>
  );
}

const whoCell = (row: Row) => <Who row={row} />;
const factorCell = (row: Row) => <Factor on={row.secondFactor} />;
const agreementCell = (row: Row) => <Agreement row={row} />;
