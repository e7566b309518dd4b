import { ask, useAct, useLoaded } from '#office/staff';
import { Banner, ErrorNote, LinkButton, Page, PageHead, showToast, Skeleton, useWords } from '@telink/ui';
import type { OfficeRestrictions } from '#contract/privacy';
import { FrozenTable } from './frozen-table.tsx';
import css from './restrict.module.css';
import { WaitingTables } from './waiting-table.tsx';
import { words } from './words.ts';

/** What is frozen, and what waits for a human. */
export default function RestrictionsScreen() {
  const said = useWords(words);
  const { state, again } = useLoaded<OfficeRestrictions>('/api/office/privacy/restrict');
  const act = useAct();
  const send = (path: string, body: object, done: string): Promise<boolean> =>
    act.run(async () => {
      await ask('POST', `/api/office/privacy/${path}`, body);
      showToast({ text: done });
      again();
    });
  return (
    <Page>
      <title>{`${said.title} · Telink`}</title>
      <PageHead title={said.title} lead={said.lead} focus>
        <LinkButton href="/kunder" icon="search">
          {said.find}
        </LinkButton>
      </PageHead>
      <div className={css['stack']}>
        {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
        {state.status === 'loading' ? <Skeleton label={said.loading} kind="block" rows={2} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {state.status === 'there' ? (
          <>
            <FrozenTable rows={state.value.restrictions} busy={act.busy} send={send} />
            <WaitingTables {...state.value} />
          </>
        ) : null}
      </div>
    </Page>
  );
}
