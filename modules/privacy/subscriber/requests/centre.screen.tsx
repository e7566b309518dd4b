import { ErrorNote, Page, PageHead, Skeleton, useWords } from '@telink/ui';
import { useEffect } from 'react';
import type { RequestList } from '#contract/privacy';
import { Held } from './held.tsx';
import { Looked } from './looked.tsx';
import { Mine } from './mine.tsx';
import css from './requests.module.css';
import { Rights } from './rights.tsx';
import { useLoaded } from './use-loaded.ts';
import { words } from './words.ts';

/** «Mina uppgifter»: what is held, what one may do, what one has asked for, and who has looked. */
export default function CentreScreen() {
  const said = useWords(words);
  const { state, again } = useLoaded<RequestList>('/api/privacy/requests');
  useEffect(() => {
    document.title = `${said.title} · Telink`;
  }, [said.title]);
  return (
    <Page>
      <PageHead title={said.title} lead={said.lead} focus />
      <div className={css['centre']}>
        <div className={css['stack']}>
          <Held />
          <Rights authorities={state.status === 'there' ? state.value.authorities : undefined} />
        </div>
        <div className={css['stack']}>
          {state.status === 'loading' ? <Skeleton rows={2} label={said.loading} /> : null}
          {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
          {state.status === 'there' ? <Mine list={state.value} onSent={again} /> : null}
          <Looked />
        </div>
      </div>
    </Page>
  );
}
