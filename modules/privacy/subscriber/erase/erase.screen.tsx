import { BareLink, ErrorNote, Page, PageHead, Skeleton, useWords } from '@telink/ui';
import { useEffect, useState } from 'react';
import { groupLines, type ErasureDryRun } from '#contract/privacy';
import { useOwn } from '../correct/use-own.ts';
import { ConfirmErase } from './confirm-erase.tsx';
import css from './erase.module.css';
import { Lines } from './lines.tsx';
import { Receipt } from './receipt.tsx';
import { Waits } from './waits.tsx';
import { words } from './words.ts';

/** «Radera»: what would go and what would stay, then the act (GDPR Art. 17; promise access.9). */
export default function EraseScreen() {
  const said = useWords(words);
  const { state, again } = useOwn<ErasureDryRun>('/api/privacy/erasure');
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
      {state.status === 'loading' ? <Skeleton rows={8} kind="table" label={said.loading} /> : null}
      {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
      {state.status === 'there' ? <DryRun dryRun={state.value} onReceived={again} /> : null}
    </Page>
  );
}

function DryRun({ dryRun, onReceived }: { readonly dryRun: ErasureDryRun; readonly onReceived: () => void }) {
  const said = useWords(words);
  /** Received while the page was open: focus goes to what says so. */
  const [received, setReceived] = useState<string>();
  const { goes, later, stays } = groupLines(dryRun.lines);
  const pending = received ?? dryRun.pending;
  return (
    <div className={css['stack']}>
      {pending === null ? null : <Receipt id={pending} focus={received !== undefined} />}
      <div className={css['columns']}>
        <div className={css['stack']}>
          {dryRun.lines.length === 0 ? <p className={css['muted']}>{said.none}</p> : null}
          <Lines lines={goes} title={said.goes.title} text={said.goes.text} />
          <Lines lines={later} title={said.later.title} text={said.later.text} />
          <Lines lines={stays} title={said.stays.title} text={said.stays.text} kept />
        </div>
        <div className={css['stack']}>
          <Waits waits={dryRun.waits} />
          {pending === null ? (
            <ConfirmErase
              afterContract={dryRun.waits.some((wait) => wait.for === 'contract')}
              onReceived={(id) => {
                setReceived(id);
                onReceived();
              }}
            />
          ) : null}
        </div>
      </div>
    </div>
  );
}
