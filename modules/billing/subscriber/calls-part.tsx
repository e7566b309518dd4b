import { ask } from '#session';
import {
  announce,
  Button,
  ErrorNote,
  Link,
  Section,
  Skeleton,
  Table,
  useFormat,
  useWords,
  type Column,
  type Format,
} from '@telink/ui';
import { useState } from 'react';
import type { CallsPage, InvoiceView } from '../contract.ts';
import css from './bills.module.css';
import { amount } from './say.ts';
import { words, type BillWords } from './words.ts';

type Call = CallsPage['calls'][number];
type Read =
  | { readonly status: 'shut' }
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | {
      readonly status: 'open';
      readonly state: CallsPage['state'];
      readonly calls: readonly Call[];
      readonly next: number | null;
    };

/** The calls behind the bill. Read when asked for, a page at a time: they are nobody's business who looks over a shoulder. */
export function CallsPart({ bill }: { readonly bill: InvoiceView }) {
  const said = useWords(words);
  const format = useFormat();
  const [read, setRead] = useState<Read>({ status: 'shut' });
  const [more, setMore] = useState<'still' | 'busy' | 'failed'>('still');
  if (bill.kind !== 'invoice' || !bill.lines.some(({ kind }) => kind === 'usage')) return null;
  const page = (after: number): Promise<CallsPage> =>
    ask<CallsPage>('GET', `/api/invoices/${bill.id}/calls?after=${after}`);
  const open = (): void => {
    setRead({ status: 'loading' });
    page(0).then(
      (first) => setRead({ status: 'open', ...first }),
      () => setRead({ status: 'failed' }),
    );
  };
  const goOn = (before: Extract<Read, { status: 'open' }>, after: number): void => {
    setMore('busy');
    page(after).then(
      (found) => {
        const calls = [...before.calls, ...found.calls];
        setRead({ ...before, calls, next: found.next });
        setMore('still');
        announce(said.calls.shown(format.count(calls.length)));
      },
      () => setMore('failed'),
    );
  };
  return (
    <Section title={said.calls.title} className={css['part']}>
      {!bill.specification ? (
        <p>{said.calls.off}</p>
      ) : read.status === 'shut' ? (
        <Button icon="list" onClick={open}>
          {said.calls.show}
        </Button>
      ) : read.status === 'loading' ? (
        <Skeleton rows={6} kind="table" label={said.calls.loading} />
      ) : read.status === 'failed' ? (
        <ErrorNote title={said.calls.failed.fact} onRetry={open}>
          {said.calls.failed.rest}
        </ErrorNote>
      ) : read.state === 'listed' ? (
        <>
          <p className={css['note']}>{said.calls.masked}</p>
          <CallTable calls={read.calls} />
          {more === 'failed' ? (
            <ErrorNote title={said.calls.failed.fact} onRetry={() => goOn(read, read.next ?? 0)}>
              {said.calls.failed.rest}
            </ErrorNote>
          ) : null}
          {read.next === null || more === 'failed' ? null : (
            <Button busy={more === 'busy'} onClick={() => goOn(read, read.next ?? 0)}>
              {said.calls.more}
            </Button>
          )}
        </>
      ) : (
        <p>{read.state === 'gone' ? said.calls.gone : said.calls.off}</p>
      )}
      <p className={css['note']}>
        {said.calls.setting} <Link href="/tjanster">{said.toServicesName}</Link>.
      </p>
    </Section>
  );
}

function CallTable({ calls }: { readonly calls: readonly Call[] }) {
  const said = useWords(words);
  const format = useFormat();
  return (
    <Table
      caption={said.calls.table}
      rows={calls.map((call, index) => ({ ...call, row: index }))}
      rowKey={({ row }) => String(row)}
      columns={columnsOf(said, format)}
    />
  );
}

function columnsOf(said: BillWords, format: Format): readonly Column<Call & { readonly row: number }>[] {
  const { calls } = said;
  return [
    {
      key: 'when',
      head: calls.when,
      rowHead: true,
      // The clock of where it was made, as on the paper; never moved to the reader's.
      cell: ({ at }) => (
        <time dateTime={at} className={css['digits']}>
          {format.shortDate(Date.parse(at.slice(0, 19)))} {at.slice(11, 16)}
        </time>
      ),
    },
    { key: 'service', head: calls.service, wide: true, cell: ({ serviceName }) => serviceName },
    {
      key: 'to',
      head: calls.to,
      cell: ({ kind, other }) => (
        <span className={css['digits']}>
          {kind === 'data' ? calls.data : other === '' ? calls.hidden : other}
        </span>
      ),
    },
    { key: 'where', head: calls.where, wide: true, cell: ({ destination }) => destination },
    {
      key: 'length',
      head: calls.length,
      number: true,
      cell: ({ kind, seconds, bytes }) =>
        kind === 'voice'
          ? format.duration(seconds)
          : kind === 'data'
            ? format.bytes(bytes)
            : calls.kinds[kind],
    },
    { key: 'price', head: calls.price, number: true, cell: ({ ore }) => amount(format, ore) },
  ];
}
