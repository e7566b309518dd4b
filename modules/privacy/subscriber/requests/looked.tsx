import { Button, ErrorNote, Section, Skeleton, useFormat, useLanguage, useWords } from '@telink/ui';
import { useState } from 'react';
import { sayReason, sayRoles, type LookedList } from '#contract/privacy';
import css from './requests.module.css';
import { useLoaded } from './use-loaded.ts';
import { words } from './words.ts';

const SHOWN = 5;

/** Who of our staff has looked: when, in what role and why. No name. */
export function Looked() {
  const said = useWords(words);
  const { language } = useLanguage();
  const format = useFormat();
  const { looked: text } = said;
  const [all, setAll] = useState(false);
  const [now] = useState(() => Date.now());
  const { state, again } = useLoaded<LookedList>('/api/privacy/looked');
  const looks = state.status === 'there' ? state.value.looks : [];
  return (
    <Section title={text.title}>
      {state.status === 'loading' ? <Skeleton rows={2} label={said.loading} /> : null}
      {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
      {state.status === 'there' && looks.length === 0 ? <p className={css['muted']}>{text.none}</p> : null}
      {looks.length === 0 ? null : (
        <>
          <ul className={css['log']}>
            {looks.slice(0, all ? looks.length : SHOWN).map((look) => (
              <li key={`${look.at} ${look.reason}`}>
                <time dateTime={look.at}>{format.moment(new Date(look.at), now)}</time>
                <div>
                  <b>{sayRoles(language, look.role)}</b>
                  {look.unmasked ? ` ${text.unmasked}` : null}
                  <span className={css['under']}>{sayReason(language, look.reason)}</span>
                </div>
              </li>
            ))}
          </ul>
          {looks.length > SHOWN && !all ? (
            <Button kind="quiet" size="small" onClick={() => setAll(true)}>
              {text.all(looks.length - SHOWN)}
            </Button>
          ) : null}
          <p className={css['foot']}>{text.foot}</p>
        </>
      )}
    </Section>
  );
}
