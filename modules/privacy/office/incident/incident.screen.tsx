import { useLoaded, useOpenedAt } from '#office/staff';
import type { IncidentView } from '#contract/privacy';
import {
  Chip,
  ErrorNote,
  Facts,
  Link,
  Page,
  PageHead,
  Section,
  Skeleton,
  Table,
  useFormat,
  useWords,
} from '@telink/ui';
import { useParams } from '@tanstack/react-router';
import { CloseForm } from './close-form.tsx';
import { Clocks } from './clocks.tsx';
import { Concerned } from './concerned.tsx';
import css from './incident.module.css';
import { words } from './words.ts';

const TEXTS = ['pts-first', 'pts-supplement', 'imy', 'people'] as const;

/** One incident: its clocks first, then whom it concerned, the texts, and how it is closed. */
export default function IncidentScreen() {
  const { incident = '' } = useParams({ strict: false });
  const said = useWords(words);
  const { state, again } = useLoaded<IncidentView>(`/api/office/incidents/${incident}`);
  if (state.status === 'loading') return <Skeleton label={said.loading} rows={8} />;
  if (state.status === 'failed') return <ErrorNote title={said.failed} onRetry={again} />;
  const view = state.value;
  const open = view.state === 'open';
  return (
    <Page>
      <title>{`${said.kinds[view.kind]} · Telink`}</title>
      <PageHead
        title={said.kinds[view.kind]}
        above={<Link href="/rattigheter/incidenter">{said.title}</Link>}
        focus
      >
        <Chip kind={open ? 'warn' : 'ok'} icon={open ? 'triangle-alert' : 'check'}>
          {said.states[view.state]}
        </Chip>
      </PageHead>
      <div className={css['stack']}>
        <Section title={said.clocks}>
          <Clocks view={view} onChange={again} />
        </Section>
        <Section title={said.who}>
          <Concerned view={view} onChange={again} />
        </Section>
        <Section title={said.texts}>
          <ul className={css['texts']}>
            {TEXTS.map((text) => (
              <li key={text}>
                <b>{said.text[text]}</b>
                {(['sv', 'en'] as const).map((language) => (
                  <a
                    key={language}
                    download
                    href={`/api/office/incidents/${view.id}/texts/${text}?language=${language}`}
                    aria-label={`${said.text[text]}, ${language === 'sv' ? said.inSwedish : said.inEnglish}`}
                  >
                    {language === 'sv' ? said.inSwedish : said.inEnglish}
                  </a>
                ))}
              </li>
            ))}
          </ul>
        </Section>
        <About view={view} />
        {open ? (
          <Section title={said.close}>
            <CloseForm view={view} onClosed={again} />
          </Section>
        ) : null}
      </div>
    </Page>
  );
}

type Event = IncidentView['events'][number];

function What({ row }: { readonly row: Event }) {
  const said = useWords(words);
  return (
    <>
      {said.events[row.what as keyof typeof said.events]}
      {row.note === '' ? null : <span className={css['muted']}> {row.note}</span>}
    </>
  );
}

function About({ view }: { readonly view: IncidentView }) {
  const said = useWords(words);
  const format = useFormat();
  const now = useOpenedAt();
  const at = (time: string): string => format.moment(new Date(time), now);
  return (
    <>
      <Section title={said.facts}>
        <Facts
          items={[
            [
              said.happened,
              <span key="happened" className={css['prose']}>
                {view.description}
              </span>,
            ],
            [said.aware, at(view.awareAt)],
            [said.window, `${at(view.beganAt)} – ${at(view.endedAt)}`],
            ...(view.throughStaff === null ? [] : ([[said.session, view.throughStaff]] as const)),
            [
              said.places,
              <span key="places" className={css['muted']}>
                {view.places.join(', ')}
              </span>,
            ],
          ]}
        />
      </Section>
      <Section title={said.log}>
        <Table
          caption={said.log}
          rows={view.events}
          rowKey={({ at: time, what }) => `${time} ${what}`}
          columns={[
            { key: 'when', head: said.when, cell: (row) => at(row.at) },
            {
              key: 'what',
              head: said.what,
              rowHead: true,
              cell: eventCell,
            },
            { key: 'by', head: said.by, wide: true, cell: (row) => row.by },
          ]}
        />
      </Section>
    </>
  );
}

const eventCell = (row: Event) => <What row={row} />;
