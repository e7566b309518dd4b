import { useLoaded } from '#office/staff';
import { Button, Chip, ErrorNote, Page, PageHead, Skeleton, Table, useFormat, useWords } from '@telink/ui';
import type { BillingChecks } from '../pure/office-contract.ts';
import css from './billing.module.css';
import { wordOf, words } from './words.ts';

type Check = BillingChecks[number];

/** Everything that must always be true of traffic and money. */
export default function ChecksScreen() {
  const said = useWords(words);
  const text = said.checks;
  const format = useFormat();
  const traffic = useLoaded<BillingChecks>('/api/office/traffic/checks');
  const money = useLoaded<BillingChecks>('/api/office/billing/checks');
  const again = (): void => {
    traffic.again();
    money.again();
  };
  const states = [traffic.state, money.state];
  const rows = states.flatMap((state) => (state.status === 'there' ? state.value : []));
  const broken = rows.filter(({ ok }) => !ok).length;
  const all = states.every(({ status }) => status === 'there');
  return (
    <Page>
      <title>{`${text.title} · Telink`}</title>
      <PageHead title={text.title} lead={text.lead} focus>
        {all ? (
          <Chip kind={broken === 0 ? 'ok' : 'bad'} icon={broken === 0 ? 'check' : 'circle-x'}>
            {broken === 0 ? text.allHold : text.broken(broken)}
          </Chip>
        ) : null}
        <Button icon="refresh-cw" onClick={again}>
          {text.again}
        </Button>
      </PageHead>
      <div className={css['stack']}>
        {states.some(({ status }) => status === 'failed') ? (
          <ErrorNote title={said.failed} onRetry={again} />
        ) : null}
        {states.some(({ status }) => status === 'loading') ? (
          <Skeleton label={said.loading} kind="table" rows={8} />
        ) : null}
        {rows.length === 0 ? null : (
          <Table<Check>
            caption={text.title}
            rows={rows}
            rowKey={(row) => row.name}
            columns={[
              { key: 'what', head: text.what, rowHead: true, cell: whatCell },
              {
                key: 'counted',
                head: text.counted,
                number: true,
                wide: true,
                cell: (row) => format.count(row.checked),
              },
              { key: 'state', head: text.state, cell: stateCell },
            ]}
          />
        )}
      </div>
    </Page>
  );
}

function What({ row }: { readonly row: Check }) {
  const { checks: text } = useWords(words);
  return (
    <>
      {wordOf(text.names, row.name)}
      {row.faults.length === 0 ? null : (
        <ul className={css['faults']}>
          {row.faults.slice(0, 5).map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function State({ ok }: { readonly ok: boolean }) {
  const { checks: text } = useWords(words);
  return (
    <Chip kind={ok ? 'ok' : 'bad'} icon={ok ? 'check' : 'circle-x'}>
      {ok ? text.holds : text.differs}
    </Chip>
  );
}

const whatCell = (row: Check) => <What row={row} />;
const stateCell = (row: Check) => <State ok={row.ok} />;
