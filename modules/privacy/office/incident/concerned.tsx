import { ask, useAct, useLoaded } from '#office/staff';
import type { AffectedList, IncidentView } from '#contract/privacy';
import { Banner, Button, Facts, showToast, Skeleton, Table, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import css from './incident.module.css';
import { words } from './words.ts';

type Row = AffectedList['affected'][number];

/** Whom it concerned, how many have been written to, and the letter to the rest. */
export function Concerned({
  view,
  onChange,
}: {
  readonly view: IncidentView;
  readonly onChange: () => void;
}) {
  const said = useWords(words);
  const { count } = useFormat();
  const act = useAct();
  const [shown, setShown] = useState(false);
  const [asked, setAsked] = useState(false);
  const find = async (): Promise<void> => {
    if (await act.run(() => ask('POST', `/api/office/incidents/${view.id}/affected`))) onChange();
  };
  const send = async (): Promise<void> => {
    setAsked(false);
    await act.run(async () => {
      const { queued } = await ask<{ queued: number }>('POST', `/api/office/incidents/${view.id}/letters`);
      showToast({ text: said.queued(count(queued)) });
      onChange();
    });
  };
  const letters = (['none', 'queued', 'sent', 'noAddress'] as const).filter((one) => view.letters[one] > 0);
  return (
    <div className={css['stack']}>
      <p className={css['muted']}>{said.whoLead(count(view.affected))}</p>
      {letters.length === 0 ? null : (
        <Facts items={letters.map((one) => [said.letters[one], count(view.letters[one])])} />
      )}
      {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
      <div className={css['acts']}>
        {view.letters.none === 0 ? null : asked ? (
          <>
            <Button kind="primary" busy={act.busy} onClick={() => void send()}>
              {said.sendAsk(count(view.letters.none))}
            </Button>
            <Button kind="quiet" onClick={() => setAsked(false)}>
              {said.cancel}
            </Button>
          </>
        ) : (
          <Button icon="mail" onClick={() => setAsked(true)}>
            {said.send}
          </Button>
        )}
        <Button kind="quiet" busy={act.busy} onClick={() => void find()}>
          {said.again}
        </Button>
        {view.affected === 0 || shown ? null : (
          <Button kind="quiet" onClick={() => setShown(true)}>
            {said.ids}
          </Button>
        )}
      </div>
      {shown ? <Ids incident={view.id} /> : null}
    </div>
  );
}

function Ids({ incident }: { readonly incident: string }) {
  const said = useWords(words);
  const { state } = useLoaded<AffectedList>(`/api/office/incidents/${incident}/affected`);
  if (state.status !== 'there') return <Skeleton label={said.loading} kind="table" rows={3} />;
  return (
    <Table<Row>
      caption={said.who}
      rows={state.value.affected}
      rowKey={(row) => `${row.customer} ${row.person}`}
      columns={[
        { key: 'person', head: said.person, rowHead: true, cell: personCell },
        { key: 'customer', head: said.customer, wide: true, cell: customerCell },
        { key: 'letter', head: said.letter, cell: (row) => said.letterStates[row.letter] },
      ]}
    />
  );
}

const personCell = (row: Row) => <span className={css['ids']}>{row.person}</span>;
const customerCell = (row: Row) => <span className={css['ids']}>{row.customer}</span>;
