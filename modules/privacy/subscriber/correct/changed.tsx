import { Section, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import type { CorrectionView, OwnFacts } from '#contract/privacy';
import css from './correct.module.css';
import { words } from './words.ts';

/** What has been changed, what it was, why, and whether those who got it have been reached. */
export function Changed({ facts }: { readonly facts: OwnFacts }) {
  const said = useWords(words);
  const over = facts.corrections.filter(({ state }) => state !== 'code' && state !== 'review');
  return (
    <Section title={said.history.title}>
      {over.length === 0 ? <p className={css['muted']}>{said.history.none}</p> : null}
      <ul className={css['log']}>
        {over.map((each) => (
          <Line key={each.id} correction={each} />
        ))}
      </ul>
      <p className={css['muted']}>{said.history.foot}</p>
    </Section>
  );
}

function Line({ correction }: { readonly correction: CorrectionView }) {
  const said = useWords(words);
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const { history } = said;
  const language = (value: string | null): string | null =>
    correction.what === 'language' && (value === 'sv' || value === 'en') ? said.languages[value] : value;
  const text = correction.what === 'statement' ? correction.words : language(correction.wanted);
  const at = new Date(correction.decidedAt ?? correction.askedAt);
  return (
    <li>
      <time dateTime={at.toISOString()}>{format.moment(at, now)}</time>
      <b>{said.what[correction.what]}</b>
      {correction.state === 'done' ? null : ` · ${history.states[correction.state]}`}
      <span className={css['value']}> {text}</span>
      {correction.earlier === null ? null : (
        <span className={css['note']}>
          {history.from}: {language(correction.earlier)}
        </span>
      )}
      {correction.ground === null ? null : (
        <span className={css['note']}>
          {history.ground}: {correction.ground}
        </span>
      )}
      {correction.told.length === 0 ? null : (
        <span className={css['note']}>
          {history.toldTitle}:{' '}
          {format.list(
            correction.told.map(({ recipient, state }) => history.toldOf(recipient, history.told[state])),
          )}
        </span>
      )}
    </li>
  );
}
