import {
  Banner,
  Empty,
  Link,
  LinkButton,
  Page,
  PageHead,
  Section,
  Table,
  useFormat,
  useWords,
} from '@telink/ui';
import type { CaseList, CaseView, OwnView } from '../contract.ts';
import { WITH_CUSTOMERS } from '../pure/closed-lists.ts';
import css from './office.module.css';
import { runsOut, useMe } from './presence.ts';
import { useLoaded, useOpenedAt } from './use-act.ts';
import { wordOf, words } from './words.ts';

/** What is mine to do: customers I have open, and what of my own is running out. */
export default function StartScreen() {
  const said = useWords(words);
  const format = useFormat();
  const me = useMe();
  const { staff, agreement } = me;
  const withCustomers = staff.roles.some((role) => WITH_CUSTOMERS.includes(role));
  const now = useOpenedAt();
  const own = useLoaded<OwnView>('/api/office/own');
  const until = agreement.inForceUntil === null ? undefined : new Date(agreement.inForceUntil);
  const left = own.state.status === 'there' ? own.state.value.recoveryCodesLeft : undefined;
  return (
    <Page>
      <title>{`${said.start.nav} · Telink`}</title>
      <PageHead title={said.start.hello(staff.name.split(' ')[0] ?? staff.name)} focus>
        {withCustomers ? (
          <LinkButton href="/kunder" icon="search">
            {said.start.find}
          </LinkButton>
        ) : null}
      </PageHead>
      <div className={css['stack']}>
        {until !== undefined && runsOut(me, now) ? (
          <Banner
            kind="warn"
            fact={said.start.agreementSoon(format.date(until))}
            acts={<LinkButton href="/sekretess">{said.agreement.act}</LinkButton>}
          />
        ) : null}
        {left !== undefined && left < 3 ? <Banner kind="warn" fact={said.start.fewCodes(left)} /> : null}
        {withCustomers ? <OpenCustomers /> : null}
      </div>
    </Page>
  );
}

function OpenCustomers() {
  const said = useWords(words);
  const format = useFormat();
  const { state } = useLoaded<CaseList>('/api/office/cases');
  if (state.status !== 'there') return null;
  return (
    <Section title={said.start.open}>
      {state.value.cases.length === 0 ? (
        <Empty icon="users-round">{said.start.noneOpen}</Empty>
      ) : (
        <Table<CaseView>
          caption={said.start.open}
          rows={state.value.cases}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'customer',
              head: said.start.customer,
              rowHead: true,
              cell: customerCell,
            },
            {
              key: 'reason',
              head: said.start.reason,
              cell: (row) => wordOf(said.reason.reasons, row.reason),
            },
            {
              key: 'closes',
              head: said.start.closes,
              number: true,
              cell: (row) => format.time(new Date(row.closesAt)),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Customer({ id }: { readonly id: string }) {
  return (
    <Link href={`/kunder/${id}`} className={css['id']}>
      {id}
    </Link>
  );
}

const customerCell = (row: CaseView) => <Customer id={row.customer} />;
