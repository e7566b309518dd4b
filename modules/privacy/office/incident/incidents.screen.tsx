import { useLoaded, useOpenedAt } from '#office/staff';
import type { IncidentList, IncidentSummary } from '#contract/privacy';
import {
  Button,
  Empty,
  ErrorNote,
  Link,
  Page,
  PageHead,
  Skeleton,
  Table,
  useFormat,
  useWords,
} from '@telink/ui';
import { useState } from 'react';
import { ClockChip } from './clock-chip.tsx';
import css from './incident.module.css';
import { OpenForm } from './open-form.tsx';
import { words } from './words.ts';

/** Every incident, and what of it must be done next. */
export default function IncidentsScreen() {
  const said = useWords(words);
  const [opening, setOpening] = useState(false);
  const { state, again } = useLoaded<IncidentList>('/api/office/incidents');
  return (
    <Page>
      <title>{`${said.title} · Telink`}</title>
      <PageHead title={said.title} lead={said.lead} focus>
        {opening ? null : (
          <Button icon="shield-alert" onClick={() => setOpening(true)}>
            {said.open}
          </Button>
        )}
      </PageHead>
      <div className={css['stack']}>
        {state.status === 'loading' ? <Skeleton label={said.loading} kind="table" rows={3} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {state.status === 'there' ? (
          <>
            {opening ? (
              <OpenForm
                places={state.value.places}
                staff={state.value.staff}
                onDone={() => {
                  setOpening(false);
                  again();
                }}
                onClose={() => setOpening(false)}
              />
            ) : null}
            {state.value.incidents.length === 0 ? (
              <Empty icon="shield-check">{said.none}</Empty>
            ) : (
              <List rows={state.value.incidents} />
            )}
          </>
        ) : null}
      </div>
    </Page>
  );
}

function List({ rows }: { readonly rows: readonly IncidentSummary[] }) {
  const said = useWords(words);
  const format = useFormat();
  const now = useOpenedAt();
  return (
    <Table<IncidentSummary>
      caption={said.caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'kind',
          head: said.kind,
          rowHead: true,
          cell: nameCell,
        },
        {
          key: 'aware',
          head: said.when,
          wide: true,
          cell: (row) => format.moment(new Date(row.awareAt), now),
        },
        {
          key: 'state',
          head: said.state,
          wide: true,
          cell: (row) => said.states[row.state],
        },
        { key: 'next', head: said.next, cell: nextCell },
        { key: 'affected', head: said.affected, number: true, cell: (row) => format.count(row.affected) },
      ]}
    />
  );
}

function Name({ row }: { readonly row: IncidentSummary }) {
  const said = useWords(words);
  return <Link href={`/rattigheter/incidenter/${row.id}`}>{said.kinds[row.kind]}</Link>;
}

/** The clock that runs out first of those without an answer. */
function Next({ row }: { readonly row: IncidentSummary }) {
  const now = useOpenedAt();
  const [next] = row.clocks.filter((one) => one.answeredAt === null);
  return next === undefined ? null : <ClockChip clock={next} now={now} />;
}

const nameCell = (row: IncidentSummary) => <Name row={row} />;
const nextCell = (row: IncidentSummary) => <Next row={row} />;
