import { ask, useAct, useLoaded } from '#office/staff';
import {
  Banner,
  Button,
  Empty,
  ErrorNote,
  Page,
  PageHead,
  Segments,
  Skeleton,
  useFormat,
  useWords,
} from '@telink/ui';
import { useState } from 'react';
import type { Acted, RunList } from '../pure/office-contract.ts';
import css from './billing.module.css';
import { dayIn } from './month.ts';
import { Run } from './run.tsx';
import { wordOf, words } from './words.ts';

/** Months of a rail of buttons. */
const SHOWN = 6;

/** From draft to sent, a month at a time. */
export default function RunsScreen() {
  const said = useWords(words);
  const text = said.runs;
  const format = useFormat();
  const { state, again } = useLoaded<RunList>('/api/office/billing/runs');
  const [chosen, choose] = useState<string>();
  const act = useAct();
  const list = state.status === 'there' ? state.value : undefined;
  const draft = (month: string): Promise<boolean> =>
    act.run(async () => {
      const done = await ask<Acted>('POST', '/api/office/billing/runs', { month });
      if (done.run !== undefined) choose(done.run);
      again();
      if (done.state === 'refused')
        queueMicrotask(() => act.say(wordOf(text.faults, done.reason ?? 'other')));
    });
  const current = list?.runs.find(({ run }) => run === chosen) ?? list?.runs[0];
  const undrafted = list !== undefined && !list.runs.some(({ month }) => month === list.month);
  return (
    <Page>
      <title>{`${text.title} · Telink`}</title>
      <PageHead title={text.title} focus>
        {list !== undefined && undrafted ? (
          <Button
            kind={list.runs.length === 0 ? 'primary' : 'default'}
            icon="file-text"
            busy={act.busy}
            onClick={() => void draft(list.month)}
          >
            {text.draft(format.month(dayIn(list.month)))}
          </Button>
        ) : null}
      </PageHead>
      <div className={css['stack']}>
        {act.problem === undefined ? null : <Banner kind="warn" role="alert" fact={act.problem} />}
        {state.status === 'loading' ? <Skeleton label={said.loading} kind="block" rows={3} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {list?.runs.length === 0 ? <Empty icon="receipt">{text.none}</Empty> : null}
        {list !== undefined && list.runs.length > 1 ? (
          <Segments
            label={text.months}
            value={current?.run}
            onChange={choose}
            options={list.runs
              .slice(0, SHOWN)
              .toReversed()
              .map(({ run, month }) => ({ value: run, label: format.month(dayIn(month)) }))}
          />
        ) : null}
        {current === undefined ? null : (
          <Run
            key={current.run}
            id={current.run}
            onMoved={again}
            redraft={() => draft(current.month)}
            redrafting={act.busy}
          />
        )}
      </div>
    </Page>
  );
}
