import { ask, useAct, useLoaded } from '#office/staff';
import {
  Amount,
  Banner,
  Button,
  ErrorNote,
  Section,
  Skeleton,
  useFormat,
  useWords,
  VisuallyHidden,
} from '@telink/ui';
import { useEffect } from 'react';
import type { Acted, RunDetail } from '../pure/office-contract.ts';
import css from './billing.module.css';
import { dayIn, monthBefore } from './month.ts';
import { Outliers } from './outliers.tsx';
import { RunChecksList } from './run-checks-list.tsx';
import { wordOf, words } from './words.ts';

type Act = 'compare' | 'approve' | 'post' | 'send';
/** What comes next in each state, and which of the five steps that is. */
const NEXT: Readonly<Record<RunDetail['state'], { readonly step: number; readonly act?: Act }>> = {
  drafting: { step: 0 },
  drafted: { step: 1, act: 'compare' },
  compared: { step: 2, act: 'approve' },
  approved: { step: 3, act: 'post' },
  posted: { step: 4, act: 'send' },
  sent: { step: 5 },
};
const STEPS = ['draft', 'compared', 'approved', 'posted', 'sent'] as const;
const AGAIN_AFTER = 2000;

interface RunProps {
  readonly id: string;
  readonly onMoved: () => void;
  readonly redraft: () => Promise<boolean>;
  readonly redrafting: boolean;
}

/** One month's run: how far it is, what differs, what to do now. */
export function Run(given: RunProps) {
  const said = useWords(words);
  const { state, again } = useLoaded<RunDetail>(`/api/office/billing/runs/${given.id}`);
  const working = state.status === 'there' && state.value.work === 'working';
  useEffect(() => {
    if (!working) return undefined;
    const timer = setInterval(again, AGAIN_AFTER);
    return () => clearInterval(timer);
  }, [working, again]);
  if (state.status === 'loading') return <Skeleton label={said.loading} kind="block" rows={3} />;
  if (state.status === 'failed') return <ErrorNote title={said.failed} onRetry={again} />;
  return <Shown {...given} run={state.value} again={again} />;
}

function Shown({
  run,
  again,
  onMoved,
  redraft,
  redrafting,
}: RunProps & { readonly run: RunDetail; readonly again: () => void }) {
  const { runs: text } = useWords(words);
  const format = useFormat();
  const act = useAct();
  const next = NEXT[run.state];
  const before = format.month(dayIn(monthBefore(run.month)));
  const take = (what: Act): Promise<boolean> =>
    act.run(async () => {
      const done = await ask<Acted>('POST', `/api/office/billing/runs/${run.run}/${what}`);
      again();
      onMoved();
      if (done.state === 'refused')
        queueMicrotask(() => act.say(wordOf(text.faults, done.reason ?? 'other')));
    });
  const busy = act.busy || run.work === 'working';
  const mayApprove = next.act !== 'approve' || !run.draftedBy.me;
  const redraftable = ['drafting', 'drafted', 'compared'].includes(run.state);
  return (
    <div className={css['run']}>
      <Section title={format.month(dayIn(run.month))}>
        <Steps now={next.step} />
        <Outliers run={run} />
      </Section>
      <aside className={css['side']}>
        <Sum run={run} before={before} />
        <RunChecksList key={`${run.state} ${run.work} ${run.nowOre}`} id={run.run} />
        {act.problem === undefined ? null : <Banner kind="warn" role="alert" fact={act.problem} />}
        {run.work === 'failed' ? <Banner kind="danger" role="alert" fact={text.broke} /> : null}
        {run.frozen > 0 ? <Banner kind="plain" fact={text.frozen(format.count(run.frozen))} /> : null}
        {run.refused > 0 ? <Banner kind="warn" fact={text.refusedDrafts(format.count(run.refused))} /> : null}
        {next.act === undefined || !mayApprove ? null : (
          <Button kind="primary" full busy={busy} onClick={() => void take(next.act!)}>
            {next.act === 'compare' ? text.compareWith(before) : text.act[next.act]}
          </Button>
        )}
        <p className={css['note']} aria-live="polite">
          {run.work === 'working' ? text.working : <Todo run={run} />}
        </p>
        {redraftable ? (
          <Button
            full
            kind={run.state === 'drafting' ? 'primary' : 'default'}
            busy={redrafting || run.work === 'working'}
            onClick={() => void redraft().then(again)}
          >
            {text.again}
          </Button>
        ) : null}
      </aside>
    </div>
  );
}

function Steps({ now }: { readonly now: number }) {
  const { runs: text } = useWords(words);
  return (
    <ol className={css['steps']} aria-label={text.stepsLabel}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={index < now ? css['done'] : index === now ? css['now'] : undefined}
          aria-current={index === now ? 'step' : undefined}
        >
          {text.steps[step]}
          {index < now ? <VisuallyHidden>, {text.stepDone}</VisuallyHidden> : null}
        </li>
      ))}
    </ol>
  );
}

function Sum({ run, before }: { readonly run: RunDetail; readonly before: string }) {
  const { runs: text } = useWords(words);
  const format = useFormat();
  const done = run.state === 'posted' || run.state === 'sent';
  const compared = run.state !== 'drafting' && run.state !== 'drafted';
  const share = run.beforeOre === 0 ? 0 : (run.nowOre - run.beforeOre) / Math.abs(run.beforeOre);
  const percent = `${Math.abs(share * 100).toLocaleString(format.language, { maximumFractionDigits: 1 })} %`;
  const told =
    run.beforeOre === 0
      ? text.first
      : share === 0
        ? text.same(before)
        : share > 0
          ? text.more(percent, before)
          : text.less(percent, before);
  const drafts = format.count(run.drafts);
  return (
    <div>
      <Amount label={done ? text.billed(drafts) : text.toBill(drafts)} unit="kr">
        {format.amount(BigInt(run.nowOre))}
      </Amount>
      {compared ? <p className={css['muted']}>{told}</p> : null}
    </div>
  );
}

/** What is to be done now, in a sentence. */
function Todo({ run }: { readonly run: RunDetail }) {
  const { runs: text } = useWords(words);
  const format = useFormat();
  if (run.state === 'compared') {
    if (!run.draftedBy.me) return text.todo.compared(run.draftedBy.name);
    return run.approvers.length === 0 ? text.nobodyElse : text.someoneElse(format.list(run.approvers));
  }
  if (run.state === 'approved') return text.todo.approved(run.approvedBy?.name ?? '');
  return text.todo[run.state];
}
