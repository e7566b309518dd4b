import {
  Button,
  ErrorNote,
  Page,
  PageHead,
  Section,
  Skeleton,
  Table,
  useFormat,
  useLanguage,
  useWords,
  type Column,
} from '@telink/ui';
import { useEffect, useState } from 'react';
import { foldAlike, type HeldField, type HeldView } from '#contract/privacy';
import css from './held.module.css';
import { fetchEverything, useHeld } from './use-held.ts';
import { words, type HeldWords } from './words.ts';

/** «Vad vi har om dig»: what is held right now, why, from where and until when (GDPR Art. 15.1). */
export default function HeldScreen() {
  const said = useWords(words);
  const { state, load } = useHeld();
  useEffect(() => {
    document.title = `${said.title} · Telink`;
  }, [said.title]);
  return (
    <Page>
      <PageHead title={said.title} lead={said.lead} focus>
        <Fetch />
      </PageHead>
      {state.status === 'loading' ? <Skeleton rows={6} kind="mail" label={said.loading} /> : null}
      {state.status === 'failed' ? (
        <ErrorNote title={said.failed.fact} onRetry={load}>
          {said.failed.rest}
        </ErrorNote>
      ) : null}
      {state.status === 'ready' ? <Held view={state.view} /> : null}
    </Page>
  );
}

function Fetch() {
  const said = useWords(words);
  const { language } = useLanguage();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const fetchAll = (): void => {
    setState('busy');
    void fetchEverything(language).then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  return (
    <div>
      <Button kind="primary" busy={state === 'busy'} onClick={fetchAll}>
        {said.fetch}
      </Button>
      {state === 'failed' ? <p role="alert">{said.fetchFailed}</p> : null}
    </div>
  );
}

function Held({ view }: { readonly view: HeldView }) {
  const said = useWords(words);
  const { day } = useDay();
  const columns = columnsIn(said, day);
  return (
    <div className={css['parts']}>
      <p className={css['quiet']}>{said.fetchText}</p>
      {view.categories.map((category) => (
        <Section key={category.category} title={category.name}>
          <Table
            caption={category.name}
            columns={columns}
            rows={foldAlike(category.fields)}
            rowKey={([first]) => first?.place ?? ''}
          />
        </Section>
      ))}
      <Section title={said.never}>
        <p>{`${view.neverStored.join(', ')}. ${said.neverText}`}</p>
      </Section>
      <Section title={said.recipients}>
        {view.recipients.length === 0 ? <p>{said.noRecipients}</p> : null}
        <ul className={css['list']}>
          {view.recipients.map((each) => (
            <li key={`${each.recipient} ${each.country}`}>
              {each.recipient}, {each.country}
              {each.safeguard === null ? '' : `, ${each.safeguard}`}
              <div className={css['quiet']}>{`${each.categories.join(', ')}, ${day(each.last)}`}</div>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={said.decisions}>
        <p>{view.decisions}</p>
      </Section>
      <Section title={said.looks}>
        {view.looks.length === 0 ? <p>{said.noLooks}</p> : null}
        <ul className={css['list']}>
          {view.looks.map((look) => (
            <li key={`${look.at} ${look.role}`}>
              {day(look.at)} {look.role}
              <div className={css['quiet']}>{look.reason}</div>
            </li>
          ))}
        </ul>
      </Section>
      <details>
        <summary>{said.excluded}</summary>
        <ul className={css['list']}>
          {view.excluded.map(({ place, why }) => (
            <li key={place}>
              <code>{place}</code>
              <div className={css['quiet']}>{why}</div>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** One row for all of which the same is true. */
function columnsIn(said: HeldWords, day: (at: string) => string): readonly Column<HeldField[]>[] {
  const why = ([first]: HeldField[]): string => first?.purposes.join(', ') ?? '';
  const from = ([first]: HeldField[]): string =>
    (first?.sources ?? [])
      .map(({ source, at }) => (at === null ? source : `${source}, ${day(at)}`))
      .join('; ');
  return [
    {
      key: 'what',
      head: said.head.what,
      rowHead: true,
      cell: (fields) => <Names fields={fields} why={why(fields)} from={from(fields)} />,
    },
    { key: 'why', head: said.head.why, wide: true, cell: why },
    { key: 'from', head: said.head.from, wide: true, cell: from },
    { key: 'until', head: said.head.until, cell: ([first]) => first?.until ?? '' },
  ];
}

/** On a phone the reasons stand under the names: there is no room for four columns. */
function Names({
  fields,
  why,
  from,
}: {
  readonly fields: readonly HeldField[];
  readonly why: string;
  readonly from: string;
}) {
  const said = useWords(words);
  return (
    <span className={css['name']}>
      {fields.filter(isFirst).map((field) => (
        <span key={field.place}>
          {field.name}{' '}
          <span className={css['quiet']}>
            {field.values === 1 ? field.samples[0] : said.values(field.values)}
          </span>
        </span>
      ))}
      <span className={css['narrow']}>
        {why}. {from}.
      </span>
    </span>
  );
}

/** The same id or name is held in several places; it is said once. */
const isFirst = (field: HeldField, index: number, all: readonly HeldField[]): boolean =>
  all.findIndex(({ name, samples }) => name === field.name && samples[0] === field.samples[0]) === index;

function useDay(): { readonly day: (at: string) => string } {
  const format = useFormat();
  return { day: (at) => format.date(Date.parse(at)) };
}
