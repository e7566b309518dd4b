import { BareLink, ErrorNote, Page, PageHead, Skeleton, useWords } from '@telink/ui';
import { useEffect } from 'react';
import type { OwnFacts } from '#contract/privacy';
import { AddStatement } from './add-statement.tsx';
import css from './correct.module.css';
import { FactList } from './fact-list.tsx';
import { Changed } from './changed.tsx';
import { useOwn } from './use-own.ts';
import { Waiting } from './waiting.tsx';
import { words } from './words.ts';

/** «Rätta»: one's own facts, changed in place; what waits; what has been changed, and who was told. */
export default function CorrectScreen() {
  const said = useWords(words);
  const { state, again } = useOwn<OwnFacts>('/api/privacy/facts');
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
      />
      {state.status === 'loading' ? <Skeleton rows={6} label={said.loading} /> : null}
      {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
      {state.status === 'there' ? (
        <div className={css['columns']}>
          <div className={css['stack']}>
            <Waiting facts={state.value} onChanged={again} />
            <FactList facts={state.value} onChanged={again} />
            <AddStatement onChanged={again} />
          </div>
          <Changed facts={state.value} />
        </div>
      ) : null}
    </Page>
  );
}
