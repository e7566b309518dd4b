import { Empty, ErrorNote, Page, PageHead, Section, Skeleton, useWords } from '@telink/ui';
import { useEffect } from 'react';
import { ServicePart } from './service-part.tsx';
import css from './services.module.css';
import { useServices } from './use-services.ts';
import { words } from './words.ts';

/** «Tjänster»: what the customer has, who uses it, and its limits. */
export default function ServicesScreen() {
  const said = useWords(words);
  const { state, load } = useServices();
  useEffect(() => {
    document.title = `${said.title} · Telink`;
  }, [said.title]);
  const list = state.status === 'ready' ? state.list : undefined;
  const running = list?.services.filter((service) => service.state !== 'ended') ?? [];
  const over = list?.services.filter((service) => service.state === 'ended') ?? [];
  return (
    <Page>
      <PageHead
        title={said.title}
        lead={list === undefined ? undefined : list.mayChange ? said.lead.all : said.lead.own}
        focus
      />
      {state.status === 'loading' ? <Skeleton rows={3} kind="mail" label={said.loading} /> : null}
      {state.status === 'failed' ? (
        <ErrorNote title={said.failed.fact} onRetry={() => void load()}>
          {said.failed.rest}
        </ErrorNote>
      ) : null}
      {list === undefined ? null : list.services.length === 0 ? (
        <Empty icon="card-sim">{said.none}</Empty>
      ) : (
        <div className={css['services']}>
          {running.map((service) => (
            <ServicePart key={service.id} service={service} mayChange={list.mayChange} today={list.today} />
          ))}
          {over.length === 0 ? null : (
            <Section title={said.over}>
              {over.map((service) => (
                <ServicePart key={service.id} service={service} mayChange={false} today={list.today} />
              ))}
            </Section>
          )}
        </div>
      )}
    </Page>
  );
}
