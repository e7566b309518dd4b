import { ask } from '#session';
import {
  BareLink,
  Button,
  ErrorNote,
  Explain,
  Facts,
  Page,
  PageHead,
  Section,
  showToast,
  Skeleton,
  useFormat,
  useWords,
} from '@telink/ui';
import { useEffect, useState } from 'react';
import type { RequestView } from '#contract/privacy';
import { useWay } from '../way.ts';
import { Complain } from './complain.tsx';
import css from './requests.module.css';
import { nextOf } from './say.ts';
import { StateChip } from './state-chip.tsx';
import { Track } from './track.tsx';
import { useLoaded } from './use-loaded.ts';
import { words } from './words.ts';

/** One request: what happens next and when, the answer, its whole log, and how to complain. */
export default function RequestScreen() {
  const id = useWay('id');
  const said = useWords(words);
  const { state, again } = useLoaded<RequestView>(`/api/privacy/requests/${encodeURIComponent(id)}`);
  const title = state.status === 'there' ? said.kinds[state.value.kind] : said.title;
  useEffect(() => {
    document.title = `${title} · Telink`;
  }, [title]);
  return (
    <Page>
      <PageHead above={<BareLink href="/mina-uppgifter">{said.one.back}</BareLink>} title={title} focus>
        {state.status === 'there' ? <StateChip request={state.value} today={state.value.today} /> : null}
      </PageHead>
      {state.status === 'loading' ? <Skeleton rows={4} label={said.loading} /> : null}
      {state.status === 'failed' ? (
        <ErrorNote title={state.code === 'not-found' ? said.one.gone : said.failed} onRetry={again} />
      ) : null}
      {state.status === 'there' ? <Whole request={state.value} onChanged={again} /> : null}
    </Page>
  );
}

function Whole({ request, onChanged }: { readonly request: RequestView; readonly onChanged: () => void }) {
  const said = useWords(words);
  const format = useFormat();
  const { one: text } = said;
  const open = request.answeredAt === null;
  return (
    <div className={css['centre']}>
      <div className={css['stack']}>
        <Explain>
          <p>{nextOf(said, format, request, request.today)}</p>
          {open ? <Track request={request} today={request.today} /> : null}
        </Explain>
        {request.answer === null ? null : (
          <Section title={text.answer}>
            {request.outcome === null || request.kind === 'question' ? null : (
              <p className={css['outcome']}>{said.outcomes[request.outcome]}</p>
            )}
            <p className={css['words']}>{request.answer}</p>
          </Section>
        )}
        <Section title={text.yourWords}>
          <p className={css['words']}>
            {request.text === null || request.text === '' ? text.noWords : request.text}
          </p>
        </Section>
        <Log request={request} />
        {open ? <Withdraw id={request.id} onDone={onChanged} /> : null}
      </div>
      <div className={css['stack']}>
        <Section title={text.facts}>
          <Facts
            items={[
              [text.channel, text.channels[request.channel]],
              [text.hat, said.ask.hats[request.hat]],
              [text.proof, text.proofs[request.proof]],
              ...(request.pausedDays > 0 ? [[text.paused, text.days(request.pausedDays)] as const] : []),
            ]}
          />
        </Section>
        <Complain request={request} />
      </div>
    </div>
  );
}

function Log({ request }: { readonly request: RequestView }) {
  const { one: text } = useWords(words);
  const format = useFormat();
  const [now] = useState(() => Date.now());
  return (
    <Section title={text.log}>
      <ol className={css['log']}>
        {request.log.map((line) => (
          <li key={`${line.at} ${line.what}`}>
            <time dateTime={line.at}>{format.moment(new Date(line.at), now)}</time>
            <div>
              <b>{text.steps[line.what]}</b>
              <span className={css['under']}>
                {text.by[line.by]}
                {line.note === null ? null : `: ${line.note}`}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Withdraw({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { one: text } = useWords(words);
  const [busy, setBusy] = useState(false);
  const withdraw = async (): Promise<void> => {
    setBusy(true);
    await ask('POST', `/api/privacy/requests/${id}/withdraw`, {}).then(
      () => showToast({ text: text.withdrawn }),
      () => showToast({ text: text.changed }),
    );
    setBusy(false);
    onDone();
  };
  return (
    <div>
      <Button busy={busy} onClick={() => void withdraw()}>
        {text.withdraw}
      </Button>
    </div>
  );
}
