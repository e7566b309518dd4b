import { BareLink, Banner, ErrorNote, Page, PageHead, Skeleton, useWords } from '@telink/ui';
import { ConsentsPart } from './consents-part.tsx';
import { DecisionsPart } from './decisions-part.tsx';
import { FreezePart } from './freeze-part.tsx';
import { ObjectPart } from './object-part.tsx';
import css from './restrict.module.css';
import { useRestrict } from './use-restrict.ts';
import { words } from './words.ts';

/** «Frysa och säga nej»: what a person keeps us from using. */
export default function FreezeScreen() {
  const said = useWords(words);
  const { state, busy, failed, load, act } = useRestrict();
  return (
    <Page>
      <title>{`${said.title} · Telink`}</title>
      <PageHead
        above={<BareLink href="/mina-uppgifter">{said.back}</BareLink>}
        title={said.title}
        lead={said.lead}
        focus
      />
      <div className={css['stack']}>
        <div aria-live="polite">
          {failed ? <Banner kind="danger" role="alert" fact={said.problem} /> : null}
        </div>
        {state.status === 'loading' ? <Skeleton rows={3} kind="block" label={said.loading} /> : null}
        {state.status === 'failed' ? (
          <ErrorNote title={said.failed.fact} onRetry={load}>
            {said.failed.rest}
          </ErrorNote>
        ) : null}
        {state.status === 'there' ? (
          <>
            <ConsentsPart consents={state.own.consents} act={act} />
            <FreezePart restrictions={state.own.restrictions} busy={busy} act={act} />
            <ObjectPart objections={state.own.objections} busy={busy} act={act} />
            <DecisionsPart decisions={state.own.decisions} busy={busy} act={act} />
          </>
        ) : null}
      </div>
    </Page>
  );
}
