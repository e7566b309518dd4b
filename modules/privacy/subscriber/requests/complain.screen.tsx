import {
  BareLink,
  Button,
  ErrorNote,
  Link,
  Page,
  PageHead,
  Section,
  Skeleton,
  useFormat,
  useWords,
} from '@telink/ui';
import { useEffect, useState } from 'react';
import type { FiledView, RequestList } from '#contract/privacy';
import { AskForm } from './ask-form.tsx';
import { Authorities } from './complain.tsx';
import css from './requests.module.css';
import { useLoaded } from './use-loaded.ts';
import { words } from './words.ts';

/** «Klaga»: to us or to an authority, and the records to take along (GDPR Art. 77; promises complaint.1, complaint.2). */
export default function ComplainScreen() {
  const said = useWords(words);
  const { complaint: text } = said;
  const { state, again } = useLoaded<RequestList>('/api/privacy/requests');
  useEffect(() => {
    document.title = `${text.title} · Telink`;
  }, [text.title]);
  return (
    <Page>
      <PageHead
        above={<BareLink href="/mina-uppgifter">{said.one.back}</BareLink>}
        title={text.title}
        lead={text.lead}
        focus
      />
      {state.status === 'loading' ? <Skeleton rows={4} label={said.loading} /> : null}
      {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
      {state.status === 'there' ? (
        <div className={css['centre']}>
          <div className={css['stack']}>
            <ToUs list={state.value} onSent={again} />
            <Section title={text.authorities}>
              <Authorities authorities={state.value.authorities} />
            </Section>
          </div>
          <Records list={state.value} />
        </div>
      ) : null}
    </Page>
  );
}

function ToUs({ list, onSent }: { readonly list: RequestList; readonly onSent: () => void }) {
  const { complaint: text } = useWords(words);
  const [writing, setWriting] = useState(false);
  const [filed, setFiled] = useState<FiledView>();
  return (
    <Section title={text.us}>
      <div className={css['mine']}>
        <div aria-live="polite">
          <p className={css['muted']}>{text.usText}</p>
          {filed === undefined ? null : (
            <p>
              {text.sent} <Link href={`/mina-uppgifter/begaran/${filed.id}`}>{text.see}</Link>
            </p>
          )}
        </div>
        {writing ? (
          <AskForm
            hats={list.hats}
            about="complaint"
            onClose={() => setWriting(false)}
            onSent={(sent) => {
              setWriting(false);
              setFiled(sent);
              onSent();
            }}
          />
        ) : (
          <div>
            <Button icon="pencil-line" onClick={() => setWriting(true)}>
              {text.open}
            </Button>
          </div>
        )}
      </div>
    </Section>
  );
}

function Records({ list }: { readonly list: RequestList }) {
  const said = useWords(words);
  const { complaint: text } = said;
  const format = useFormat();
  return (
    <Section title={text.record}>
      <p className={css['muted']}>{list.requests.length === 0 ? text.none : text.recordText}</p>
      <ul className={css['records']}>
        {list.requests.map((request) => (
          <li key={request.id}>
            <a href={`/api/privacy/requests/${request.id}/complaint`} download={`telink-${request.id}.json`}>
              {text.recordOf(said.kinds[request.kind], format.date(new Date(request.receivedAt)))}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
