import { useLoaded, useMe, useOpenedAt } from '#office/staff';
import { Button, Chip, ErrorNote, Page, PageHead, Section, Skeleton, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import type { Mediation, RetentionView } from '../pure/office-contract.ts';
import { DayBars } from './day-bars.tsx';
import { FilesTable } from './files-table.tsx';
import { Rejects } from './rejects.tsx';
import { SendFile } from './send-file.tsx';
import css from './traffic.module.css';
import { words } from './words.ts';

/** What came in from the switches, and what of it needs somebody. */
export default function MediationScreen() {
  const said = useWords(words);
  const { staff } = useMe();
  const billing = staff.roles.includes('billing');
  const [sending, setSending] = useState(false);
  const { state, again } = useLoaded<Mediation>('/api/office/traffic');
  return (
    <Page>
      <title>{`${said.mediation.title} · Telink`}</title>
      <PageHead title={said.mediation.title} focus>
        {billing ? (
          <Button icon="upload" aria-expanded={sending} onClick={() => setSending(!sending)}>
            {said.send.open}
          </Button>
        ) : null}
      </PageHead>
      <div className={css['stack']}>
        {state.status === 'loading' ? <Skeleton label={said.loading} kind="table" rows={6} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {state.status === 'there' ? (
          <>
            <Standing mediation={state.value} />
            {sending ? (
              <SendFile systems={state.value.systems} onRead={again} onClose={() => setSending(false)} />
            ) : null}
            <FilesTable files={state.value.files} />
            <div className={css['cols']}>
              <Rejects groups={state.value.rejects} mendable={billing} onSettled={again} />
              <PerDay days={state.value.days} />
            </div>
          </>
        ) : null}
      </div>
    </Page>
  );
}

/** What must hold, in a line of chips: each says by word and sign, colour repeats it. */
function Standing({ mediation }: { readonly mediation: Mediation }) {
  const { mediation: text } = useWords(words);
  const format = useFormat();
  const { staff } = useMe();
  const now = useOpenedAt();
  const { broken } = mediation.sum;
  return (
    <ul className={css['chips']}>
      <li>
        <Chip kind={broken === 0 ? 'ok' : 'bad'} icon={broken === 0 ? 'check' : 'triangle-alert'}>
          {broken === 0 ? text.sumHolds : text.sumBroken(broken)}
        </Chip>
      </li>
      {staff.roles.includes('billing') ? <Overdue /> : null}
      {mediation.gaps.slice(0, 6).map((gap) => (
        <li key={`${gap.system} ${gap.from}`} title={text.gapTip(format.count(gap.expected))}>
          <Chip kind="warn" icon="triangle-alert">
            {text.gap(
              `${format.moment(new Date(gap.from), now)}–${format.time(new Date(gap.to))}`,
              gap.system,
            )}
          </Chip>
        </li>
      ))}
    </ul>
  );
}

/** Asked for by itself: every record is looked at for the answer. */
function Overdue() {
  const { mediation: text } = useWords(words);
  const format = useFormat();
  const { state } = useLoaded<RetentionView>('/api/office/traffic/retention');
  if (state.status !== 'there') return null;
  const { overdue } = state.value;
  return (
    <li>
      <Chip kind={overdue === 0 ? 'ok' : 'bad'} icon={overdue === 0 ? 'check' : 'triangle-alert'}>
        {overdue === 0 ? text.nothingOverdue : text.overdue(format.count(overdue))}
      </Chip>
    </li>
  );
}

function PerDay({ days }: { readonly days: Mediation['days'] }) {
  const { mediation: text } = useWords(words);
  const format = useFormat();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const named = (day: string) => format.shortDate(new Date(`${day}T12:00:00`));
  return (
    <Section title={text.perDay}>
      <DayBars
        label={text.perDay}
        from={named(first.day)}
        to={days.length > 1 ? named(last.day) : ''}
        bars={days.map(({ day, read }) => ({
          key: day,
          value: read,
          label: text.bar(named(day), format.count(read)),
        }))}
      />
    </Section>
  );
}
