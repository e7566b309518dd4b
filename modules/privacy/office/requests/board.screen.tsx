import { useLoaded } from '#office/staff';
import {
  Button,
  Chip,
  Empty,
  ErrorNote,
  Page,
  PageHead,
  Skeleton,
  Table,
  useFormat,
  useWords,
} from '@telink/ui';
import { useState } from 'react';
import type { BoardRow, BoardView } from '#contract/privacy';
import css from './board.module.css';
import { Register } from './register.tsx';
import { OneRequest } from './one-request.tsx';
import { words } from './words.ts';

/** The privacy officer's board: what is due, the most pressing first. */
export default function BoardScreen() {
  const said = useWords(words);
  const { state, again } = useLoaded<BoardView>('/api/office/privacy/requests');
  const [registering, setRegistering] = useState(false);
  const [opened, setOpened] = useState<string>();
  const row = state.status === 'there' ? state.value.requests.find(({ id }) => id === opened) : undefined;
  return (
    <Page>
      <title>{`${said.title} · Telink`}</title>
      <PageHead title={said.title} lead={said.lead} focus>
        <Button icon="plus" aria-expanded={registering} onClick={() => setRegistering(!registering)}>
          {said.register.open}
        </Button>
      </PageHead>
      <div className={css['stack']}>
        {registering ? <Register onFiled={again} onClose={() => setRegistering(false)} /> : null}
        {state.status === 'loading' ? <Skeleton label={said.loading} kind="table" rows={6} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {state.status === 'there' ? (
          <>
            <Standing figures={state.value.figures} />
            {state.value.requests.length === 0 ? (
              <Empty icon="circle-check">{said.none}</Empty>
            ) : (
              <Due rows={state.value.requests} opened={opened} onOpen={setOpened} />
            )}
          </>
        ) : null}
        {row === undefined ? null : (
          <OneRequest
            key={row.id}
            row={row}
            onClose={() => setOpened(undefined)}
            onChanged={() => {
              setOpened(undefined);
              again();
            }}
          />
        )}
      </div>
    </Page>
  );
}

function Standing({ figures }: { readonly figures: BoardView['figures'] }) {
  const { figures: text } = useWords(words);
  const { count } = useFormat();
  const late = figures.overdue;
  return (
    <ul className={css['chips']}>
      <li>
        <Chip kind={late === 0 ? 'ok' : 'bad'} icon={late === 0 ? 'check' : 'triangle-alert'}>
          {late === 0 ? text.overdueNone : text.overdue(count(late))}
        </Chip>
      </li>
      <li>
        <Chip>{text.open(count(figures.open))}</Chip>
      </li>
      <li>
        <Chip>{text.inTime(count(figures.answeredInTime))}</Chip>
      </li>
      <li>
        <Chip>{text.received(count(figures.received))}</Chip>
      </li>
    </ul>
  );
}

function Due({
  rows,
  opened,
  onOpen,
}: {
  readonly rows: readonly BoardRow[];
  readonly opened: string | undefined;
  readonly onOpen: (id: string) => void;
}) {
  const said = useWords(words);
  const format = useFormat();
  const columns = [
    { key: 'kind', head: said.kind, rowHead: true, cell: kindCell },
    {
      key: 'came',
      head: said.came,
      wide: true,
      cell: (row: BoardRow) => format.date(new Date(row.receivedAt)),
    },
    {
      key: 'due',
      head: said.due,
      wide: true,
      cell: (row: BoardRow) => format.date(new Date(`${row.latest}T12:00:00`)),
    },
    { key: 'left', head: said.left, cell: leftCell },
    {
      key: 'open',
      head: said.open,
      cell: opener(said.open, opened, onOpen),
    },
  ];
  return <Table<BoardRow> caption={said.caption} rows={rows} rowKey={(row) => row.id} columns={columns} />;
}

const kindCell = (row: BoardRow) => <Kind row={row} />;
const leftCell = (row: BoardRow) => <Left row={row} />;
const opener =
  (label: string, opened: string | undefined, onOpen: (id: string) => void) => (row: BoardRow) => (
    <Button size="small" aria-expanded={opened === row.id} onClick={() => onOpen(row.id)}>
      {label}
    </Button>
  );

function Kind({ row }: { readonly row: BoardRow }) {
  const said = useWords(words);
  return (
    <>
      {said.kinds[row.kind]}
      <span className={css['under']}>
        {[
          said.channels[row.channel],
          ...(row.extended ? [said.extended] : []),
          ...(row.state === 'paused' ? [said.paused] : []),
        ].join(' · ')}
      </span>
    </>
  );
}

/** Days to the last one; the sign and the word say that it has been, colour repeats it. */
function Left({ row }: { readonly row: BoardRow }) {
  const said = useWords(words);
  if (row.overdue)
    return (
      <Chip kind="bad" icon="triangle-alert">
        {said.late(-row.daysLeft)}
      </Chip>
    );
  return <Chip kind={row.daysLeft <= 5 ? 'warn' : 'plain'}>{said.days(row.daysLeft)}</Chip>;
}
