import { useLoaded } from '#office/staff';
import {
  Button,
  Chip,
  cx,
  Empty,
  ErrorNote,
  Page,
  PageHead,
  Skeleton,
  Table,
  useFormat,
  useWords,
  VisuallyHidden,
} from '@telink/ui';
import { useState } from 'react';
import type { PriceBook, VersionView } from '../pure/office-contract.ts';
import { AddDocument } from './add-document.tsx';
import css from './prices.module.css';
import { VersionPane } from './version-pane.tsx';
import { words } from './words.ts';

const nameOf = ({ id, version }: VersionView): string => `${id}@${version}`;

/** The documents of the price book with their versions, and what one of them would change. */
export default function BookScreen() {
  const text = useWords(words);
  const { state, again } = useLoaded<PriceBook>('/api/office/prices');
  const [adding, setAdding] = useState(false);
  const [shown, show] = useState<string>();
  const book = state.status === 'there' ? state.value : undefined;
  const chosen = book?.versions.find((one) => nameOf(one) === shown);
  return (
    <Page>
      <title>{`${text.title} · Telink`}</title>
      <PageHead title={text.title} lead={text.lead} focus>
        <Button icon="upload" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          {text.add.open}
        </Button>
      </PageHead>
      <div className={css['stack']}>
        {adding ? (
          <AddDocument
            onAdded={(first) => {
              if (first !== undefined) show(first);
              again();
            }}
          />
        ) : null}
        {state.status === 'loading' ? <Skeleton label={text.loading} kind="table" rows={8} /> : null}
        {state.status === 'failed' ? <ErrorNote title={text.failed} onRetry={again} /> : null}
        {book === undefined ? null : (
          <div className={cx(css['split'], chosen === undefined && css['one'])}>
            <Versions versions={book.versions} shown={shown} show={show} />
            {chosen === undefined ? null : (
              <VersionPane
                key={nameOf(chosen)}
                chosen={chosen}
                versions={book.versions}
                month={book.month}
                onChanged={again}
              />
            )}
          </div>
        )}
      </div>
    </Page>
  );
}

function Versions({
  versions,
  shown,
  show,
}: {
  readonly versions: readonly VersionView[];
  readonly shown: string | undefined;
  readonly show: (version: string) => void;
}) {
  const text = useWords(words);
  const format = useFormat();
  if (versions.length === 0) return <Empty icon="book-open">{text.none}</Empty>;
  const lookHead = <VisuallyHidden>{text.look}</VisuallyHidden>;
  const lookCell = (row: VersionView) => (
    <Button
      size="small"
      aria-label={text.lookLabel(nameOf(row))}
      aria-pressed={shown === nameOf(row)}
      onClick={() => show(nameOf(row))}
    >
      {text.look}
    </Button>
  );
  return (
    <Table<VersionView>
      caption={text.title}
      rows={versions}
      rowKey={nameOf}
      columns={[
        { key: 'document', head: text.document, rowHead: true, cell: documentCell },
        { key: 'version', head: text.version, cell: (row) => row.version },
        {
          key: 'from',
          head: text.from,
          wide: true,
          number: true,
          cell: (row) => format.date(new Date(`${row.effective}T12:00:00`)),
        },
        { key: 'state', head: text.state, cell: stateCell },
        { key: 'look', head: lookHead, number: true, cell: lookCell },
      ]}
    />
  );
}

function DocumentName({ row }: { readonly row: VersionView }) {
  const text = useWords(words);
  return (
    <span className={css['name']}>
      {row.name}
      <small>{text.kinds[row.kind]}</small>
    </span>
  );
}

const KINDS = {
  draft: 'line',
  scheduled: 'accent',
  'in-force': 'ok',
  past: 'plain',
  withdrawn: 'plain',
} as const;

export function StateChip({ state }: { readonly state: VersionView['state'] }) {
  const text = useWords(words);
  return <Chip kind={KINDS[state]}>{text.states[state]}</Chip>;
}

const documentCell = (row: VersionView) => <DocumentName row={row} />;
const stateCell = (row: VersionView) => <StateChip state={row.state} />;
