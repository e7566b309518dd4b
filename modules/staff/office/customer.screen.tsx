import {
  Button,
  Chip,
  ErrorNote,
  Facts,
  Link,
  Page,
  PageHead,
  Section,
  Skeleton,
  showToast,
  useFormat,
  useWords,
} from '@telink/ui';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { CustomerView } from '../contract.ts';
import { ask, CallFailed } from './call.ts';
import { CaseTable, LookedTable } from './customer-log.tsx';
import { CustomerSections } from './customer-sections.tsx';
import css from './office.module.css';
import { PersonPart } from './person-part.tsx';
import { ReasonForm } from './reason-form.tsx';
import { useLoaded } from './use-act.ts';
import { words } from './words.ts';

/** One customer: closed until a reason is stated, and closed again when the hour is over. */
export default function CustomerScreen() {
  const { customer = '' } = useParams({ strict: false });
  const said = useWords(words);
  const { state, again } = useLoaded<CustomerView>(`/api/office/customers/${customer}`);
  const closesAt = state.status === 'there' ? state.value.case.closesAt : undefined;
  useEffect(() => {
    if (closesAt === undefined) return undefined;
    const timer = setTimeout(again, Math.max(0, Date.parse(closesAt) - Date.now()) + 500);
    return () => clearTimeout(timer);
  }, [closesAt, again]);
  if (state.status === 'loading') return <Skeleton label={said.loading} rows={8} />;
  if (state.status === 'there') return <Opened view={state.value} onClosed={again} />;
  const code = state.error instanceof CallFailed ? state.error.code : 'other';
  if (code === 'case-needed') return <ReasonForm customer={customer} onOpened={again} />;
  if (code === 'forbidden' || code === 'not-found')
    return (
      <Page>
        <PageHead title={code === 'forbidden' ? said.customer.forbidden : said.customer.missing} focus />
      </Page>
    );
  return (
    <Page>
      <ErrorNote title={said.failed} onRetry={again} />
    </Page>
  );
}

function Opened({ view, onClosed }: { readonly view: CustomerView; readonly onClosed: () => void }) {
  const said = useWords(words);
  const format = useFormat();
  const text = said.customer;
  const close = async (): Promise<void> => {
    await ask('POST', `/api/office/customers/${view.id}/case/close`).catch(() => undefined);
    showToast({ text: text.closed });
    onClosed();
  };
  return (
    <Page>
      <title>{`${view.name} · Telink`}</title>
      <PageHead title={view.name} above={<Link href="/kunder">{text.above}</Link>} focus>
        <Chip kind={view.state === 'active' ? 'ok' : 'plain'}>{text.states[view.state]}</Chip>
        <Chip>{text.kinds[view.kind]}</Chip>
        <Chip kind="warn" icon="clock">
          {text.openUntil(format.time(new Date(view.case.closesAt)))}
        </Chip>
        <Button icon="lock" onClick={() => void close()}>
          {text.close}
        </Button>
      </PageHead>
      <div className={css['stack']}>
        <div className={css['cols']}>
          <Section title={text.about}>
            <Facts
              items={[
                [view.kind === 'organisation' ? text.orgNumber : text.personalNumber, view.number ?? '–'],
                [text.since, format.date(new Date(view.contractStart))],
                [
                  text.id,
                  <span key="id" className={css['id']}>
                    {view.id}
                  </span>,
                ],
              ]}
            />
          </Section>
          <Section title={text.people}>
            <div className={css['people']}>
              {view.people.map((person) => (
                <PersonPart key={person.id} customer={view.id} person={person} />
              ))}
            </div>
          </Section>
        </div>
        <CustomerSections customer={view.id} people={view.people} />
        <CaseTable cases={view.cases} />
        <LookedTable looked={view.looked} />
      </div>
    </Page>
  );
}
