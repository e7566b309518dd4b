import { ErrorNote, Link, Section, Skeleton, Table, useFormat, useWords } from '@telink/ui';
import type { HeldCounts } from '#contract/privacy';
import css from './requests.module.css';
import { endOf } from './say.ts';
import { useLoaded } from './use-loaded.ts';
import { wordOf, words } from './words.ts';

type Row = HeldCounts['held'][number] | 'never';

/** What is held, by category: how much, what for, until when; and what is not. */
export function Held() {
  const said = useWords(words);
  const { held: text } = said;
  const { state, again } = useLoaded<HeldCounts>('/api/privacy/held/counts');
  return (
    <Section title={text.title} end={<Link href="/mina-uppgifter/uppgifter">{text.all}</Link>}>
      {state.status === 'loading' ? <Skeleton rows={5} kind="table" label={said.loading} /> : null}
      {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
      {state.status === 'there' ? (
        <Table<Row>
          caption={text.title}
          rows={[...state.value.held, 'never']}
          rowKey={(row) => (row === 'never' ? row : row.category)}
          columns={[
            { key: 'what', head: text.what, cell: whatCell },
            { key: 'why', head: text.why, wide: true, cell: whyCell },
            { key: 'until', head: text.until, cell: untilCell },
          ]}
        />
      ) : null}
    </Section>
  );
}

const whatCell = (row: Row) => <What row={row} />;
const whyCell = (row: Row) => (row === 'never' ? '–' : <Why row={row} />);
const untilCell = (row: Row) => <Until row={row} />;

function What({ row }: { readonly row: Row }) {
  const { held: text } = useWords(words);
  const format = useFormat();
  if (row === 'never') return text.neverWhat;
  return (
    <>
      {wordOf(text.categories, row.category)}
      <span className={css['under']}>{row.rows === 1 ? text.one : text.rows(format.count(row.rows))}</span>
    </>
  );
}

function Why({ row }: { readonly row: Exclude<Row, 'never'> }) {
  const { held: text } = useWords(words);
  return <Few all={row.purposes.map((purpose) => wordOf(text.purposes, purpose))} most={3} />;
}

function Until({ row }: { readonly row: Row }) {
  const said = useWords(words);
  if (row === 'never') return <span className={css['never']}>{said.held.never}</span>;
  return <Few all={row.ends.map((end) => endOf(said, end))} most={2} />;
}

function Few({ all, most }: { readonly all: readonly string[]; readonly most: number }) {
  const { held: text } = useWords(words);
  const format = useFormat();
  return all.length <= most
    ? format.list(all)
    : `${all.slice(0, most).join(', ')} ${text.more(all.length - most)}`;
}
