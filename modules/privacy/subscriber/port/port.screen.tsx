import { BareLink, ErrorNote, Page, PageHead, Skeleton, useWords } from '@telink/ui';
import { useEffect } from 'react';
import type { PortView } from '#contract/privacy';
import { useOwn } from '../correct/use-own.ts';
import css from './port.module.css';
import { Transfers } from './transfers.tsx';
import { Ways } from './ways.tsx';
import { words } from './words.ts';

/** «Ta med dig»: a file, straight to another operator, or a key they fetch with; and how each went. */
export default function PortScreen() {
  const said = useWords(words);
  const { state, again } = useOwn<PortView>('/api/privacy/port');
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
      {state.status === 'loading' ? <Skeleton rows={4} label={said.loading} /> : null}
      {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
      {state.status === 'there' ? (
        <div className={css['columns']}>
          <Ways receivers={state.value.receivers} onMade={again} />
          <Transfers transfers={state.value.transfers} onChanged={again} />
        </div>
      ) : null}
    </Page>
  );
}
