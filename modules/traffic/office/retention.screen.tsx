import { ask, useAct, useLoaded } from '#office/staff';
import {
  Banner,
  Button,
  Chip,
  Empty,
  ErrorNote,
  Page,
  PageHead,
  Section,
  showToast,
  Skeleton,
  Table,
  useFormat,
  useWords,
} from '@telink/ui';
import type { RetentionView, SweptView } from '../pure/office-contract.ts';
import { DayBars } from './day-bars.tsx';
import css from './traffic.module.css';
import { wordOf, words } from './words.ts';

type Erasure = RetentionView['erasures'][number];
/** Days that have a bar of their own; what comes later is told as a sum. */
const SHOWN = 62;

/** What is kept until when, and what has gone. */
export default function RetentionScreen() {
  const said = useWords(words);
  const format = useFormat();
  const text = said.retention;
  const { state, again } = useLoaded<RetentionView>('/api/office/traffic/retention');
  const act = useAct();
  const sweep = (): Promise<boolean> =>
    act.run(async () => {
      const { records, rejects } = await ask<SweptView>('POST', '/api/office/traffic/sweep');
      showToast({ text: text.swept(format.count(records + rejects)) });
      again();
    });
  return (
    <Page>
      <title>{`${text.title} · Telink`}</title>
      <PageHead title={text.title} lead={text.lead} focus>
        <Button icon="eraser" busy={act.busy} onClick={() => void sweep()}>
          {text.sweep}
        </Button>
      </PageHead>
      <div className={css['stack']}>
        {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
        {state.status === 'loading' ? <Skeleton label={said.loading} kind="block" rows={2} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {state.status === 'there' ? (
          <>
            <Standing kept={state.value} />
            <Due kept={state.value} />
            <Section title={text.ledger}>
              {state.value.erasures.length === 0 ? (
                <Empty icon="eraser">{text.ledgerNone}</Empty>
              ) : (
                <Erasures rows={state.value.erasures} />
              )}
            </Section>
          </>
        ) : null}
      </div>
    </Page>
  );
}

function Standing({ kept }: { readonly kept: RetentionView }) {
  const { retention: text } = useWords(words);
  const { count } = useFormat();
  const late = kept.overdue + kept.rejects.overdue;
  const { broken, entries } = kept.ledger;
  return (
    <ul className={css['chips']}>
      <li>
        <Chip kind={late === 0 ? 'ok' : 'bad'} icon={late === 0 ? 'check' : 'triangle-alert'}>
          {late === 0 ? text.overdueNone : text.overdue(count(late))}
        </Chip>
      </li>
      <li>
        <Chip kind={broken === undefined ? 'ok' : 'bad'} icon={broken === undefined ? 'check' : 'circle-x'}>
          {broken === undefined ? text.chainHolds(count(entries)) : text.chainBroken(broken)}
        </Chip>
      </li>
      <li>
        <Chip icon={kept.held === 0 ? undefined : 'hand'}>
          {kept.held === 0 ? text.heldNone : text.held(count(kept.held))}
        </Chip>
      </li>
      <li>
        <Chip>{text.rejects(count(kept.rejects.open))}</Chip>
      </li>
    </ul>
  );
}

function Due({ kept }: { readonly kept: RetentionView }) {
  const { retention: text } = useWords(words);
  const format = useFormat();
  const shown = kept.due.slice(0, SHOWN);
  const later = kept.due.slice(SHOWN).reduce((sum, { records }) => sum + records, 0);
  const [first, last] = [shown[0], shown.at(-1)];
  const named = (day: string) =>
    day === kept.today ? text.today : format.shortDate(new Date(`${day}T12:00:00`));
  return (
    <Section title={text.dueTitle}>
      {first === undefined || last === undefined ? (
        <Empty icon="hourglass">{text.dueNone}</Empty>
      ) : (
        <DayBars
          label={text.dueTitle}
          from={named(first.on)}
          to={shown.length > 1 ? named(last.on) : ''}
          bars={shown.map(({ on, records }) => ({
            key: on,
            value: records,
            label: text.bar(named(on), format.count(records)),
            late: on < kept.today,
          }))}
        />
      )}
      {later > 0 ? <p className={css['muted']}>{text.later(format.count(later))}</p> : null}
    </Section>
  );
}

function Erasures({ rows }: { readonly rows: readonly Erasure[] }) {
  const { retention: text } = useWords(words);
  const format = useFormat();
  return (
    <Table<Erasure>
      caption={text.ledger}
      rows={rows}
      rowKey={(row) => String(row.id)}
      columns={[
        {
          key: 'when',
          head: text.when,
          rowHead: true,
          cell: (row) => format.moment(new Date(row.at), Date.now()),
        },
        { key: 'day', head: text.day, cell: (row) => row.day },
        { key: 'way', head: text.way, cell: (row) => wordOf(text.ways, row.way) },
        { key: 'records', head: text.records, number: true, cell: (row) => format.count(row.records) },
        { key: 'proof', head: text.proof, wide: true, cell: proofCell },
      ]}
    />
  );
}

const proofCell = (row: Erasure) => <span className={css['hash']}>{row.hash.slice(0, 16)}</span>;
