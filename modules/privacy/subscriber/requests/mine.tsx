import { BareLink, Button, Explain, Link, Section, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import type { RequestItem, RequestList } from '#contract/privacy';
import { AskForm } from './ask-form.tsx';
import css from './requests.module.css';
import { nextOf } from './say.ts';
import { StateChip } from './state-chip.tsx';
import { Track } from './track.tsx';
import { words } from './words.ts';

const SHOWN = 3;

/** One's requests: those under way each with its line of days, the others a row each. */
export function Mine({ list, onSent }: { readonly list: RequestList; readonly onSent: () => void }) {
  const said = useWords(words);
  const [asking, setAsking] = useState(false);
  const [all, setAll] = useState(false);
  const open = list.requests.filter(({ answeredAt }) => answeredAt === null);
  const done = list.requests.filter(({ answeredAt }) => answeredAt !== null);
  return (
    <Section
      title={said.mine.title}
      end={
        <Button size="small" aria-expanded={asking} onClick={() => setAsking(!asking)}>
          {said.ask.open}
        </Button>
      }
    >
      <div className={css['mine']}>
        {asking ? (
          <AskForm
            hats={list.hats}
            onClose={() => setAsking(false)}
            onSent={() => {
              setAsking(false);
              onSent();
            }}
          />
        ) : null}
        {list.requests.length === 0 && !asking ? <p className={css['muted']}>{said.mine.none}</p> : null}
        {open.map((request) => (
          <Open key={request.id} request={request} today={list.today} />
        ))}
        {done.length === 0 ? null : (
          <ul className={css['log']}>
            {done.slice(0, all ? done.length : SHOWN).map((request) => (
              <Done key={request.id} request={request} />
            ))}
          </ul>
        )}
        {done.length > SHOWN && !all ? (
          <Button kind="quiet" size="small" onClick={() => setAll(true)}>
            {said.mine.older(done.length - SHOWN)}
          </Button>
        ) : null}
      </div>
    </Section>
  );
}

function Open({ request, today }: { readonly request: RequestItem; readonly today: string }) {
  const said = useWords(words);
  const format = useFormat();
  return (
    <Explain
      title={<Link href={`/mina-uppgifter/begaran/${request.id}`}>{said.kinds[request.kind]}</Link>}
      end={<StateChip request={request} today={today} />}
    >
      <p>{nextOf(said, format, request, today)}</p>
      <Track request={request} today={today} />
    </Explain>
  );
}

function Done({ request }: { readonly request: RequestItem }) {
  const said = useWords(words);
  const format = useFormat();
  const at = new Date(request.answeredAt ?? request.receivedAt);
  return (
    <li>
      <time dateTime={at.toISOString()}>{format.shortDate(at)}</time>
      <div>
        <BareLink href={`/mina-uppgifter/begaran/${request.id}`} className={css['row']}>
          <b>{said.kinds[request.kind]}</b>
          <span className={css['under']}>
            {request.outcome === null || request.kind === 'question'
              ? said.states[request.state]
              : said.outcomes[request.outcome]}
          </span>
        </BareLink>
      </div>
    </li>
  );
}
