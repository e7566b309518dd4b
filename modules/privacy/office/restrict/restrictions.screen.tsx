import { ask, useAct, useLoaded } from '#office/staff';
import { Banner, ErrorNote, Page, PageHead, showToast, Skeleton, useWords } from '@telink/ui';
import type { OfficeRestrictions } from '#contract/privacy';
import { FrozenTable } from './frozen-table.tsx';
import { PlaceForm } from './place-form.tsx';
import css from './restrict.module.css';
import { ReviewQueue } from './review-queue.tsx';
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
      <PageHead title={said.title} lead={said.lead} focus />
      <div className={css['stack']}>
        {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
        {state.status === 'loading' ? <Skeleton label={said.loading} kind="block" rows={2} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {state.status === 'there' ? (
          <>
            <FrozenTable rows={state.value.restrictions} busy={act.busy} send={send} />
            <ReviewQueue waiting={state.value} busy={act.busy} send={send} />
            <PlaceForm busy={act.busy} send={send} />
          </>
        ) : null}
      </div>
    </Page>
  );
}
