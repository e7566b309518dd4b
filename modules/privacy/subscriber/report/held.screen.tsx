import {
  BareLink,
  Button,
  ErrorNote,
  Page,
  PageHead,
  Section,
  Skeleton,
  useFormat,
  useLanguage,
  useWords,
} from '@telink/ui';
import { useEffect, useState } from 'react';
import { foldAlike, sayReason, sayRoles, type HeldView } from '#contract/privacy';
import { Group } from './group.tsx';
import css from './held.module.css';
import { fetchEverything, useHeld } from './use-held.ts';
import { words } from './words.ts';

/** «Vad vi har om dig»: what is held right now, why, from where and until when (GDPR Art. 15.1). */
export default function HeldScreen() {
  const said = useWords(words);
  const { state, load } = useHeld();
  useEffect(() => {
    document.title = `${said.title} · Telink`;
  }, [said.title]);
  return (
    <Page>
      <PageHead
        above={<BareLink href="/mina-uppgifter">{said.back}</BareLink>}
        title={said.title}
        lead={said.lead}
        focus
      >
        <Fetch />
      </PageHead>
      {state.status === 'loading' ? <Skeleton rows={6} kind="table" label={said.loading} /> : null}
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
  const { language } = useLanguage();
  const { day } = useDay();
  return (
    <div className={css['parts']}>
      <p className={css['quiet']}>{said.fetchText}</p>
      {view.categories.map((category) => (
        <Section key={category.category} title={category.name}>
          <div className={css['groups']}>
            {foldAlike(category.fields).map((fields) => (
              <Group key={fields[0]?.place} fields={fields} />
            ))}
          </div>
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
              {day(look.at)} {sayRoles(language, look.role)}
              <div className={css['quiet']}>{sayReason(language, look.reason)}</div>
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

function useDay(): { readonly day: (at: string) => string } {
  const format = useFormat();
  return { day: (at) => format.date(Date.parse(at)) };
}
