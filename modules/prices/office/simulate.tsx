import { ask, useAct, useLoaded } from '#office/staff';
import { Banner, Button, Facts, Section, Table, useFormat, useWords } from '@telink/ui';
import { useEffect, useState } from 'react';
import type { SimulationView } from '../pure/office-contract.ts';
import { FaultsNote } from './faults-note.tsx';
import css from './prices.module.css';
import { words } from './words.ts';

type Told = NonNullable<SimulationView['told']>;
type Affected = Told['mostAffected'][number];
const AGAIN_AFTER = 2000;

/** The month's real traffic priced by the book with this version in it. */
export function Simulate({ name, month }: { readonly name: string; readonly month: string }) {
  const text = useWords(words);
  const format = useFormat();
  const path = `/api/office/prices/${encodeURIComponent(name)}/simulate?month=${month}`;
  const { state, again } = useLoaded<SimulationView>(path);
  const act = useAct();
  const look = state.status === 'there' ? state.value : undefined;
  const [begun, setBegun] = useState(false);
  const working = look?.state === 'working';
  useEffect(() => {
    if (!working) return undefined;
    const timer = setInterval(again, AGAIN_AFTER);
    return () => clearInterval(timer);
  }, [working, again]);
  const begin = (): Promise<boolean> =>
    act.run(async () => {
      setBegun(true);
      await ask('POST', path);
      again();
    });
  const named = format.month(new Date(`${month}-15T12:00:00Z`));
  return (
    <Section title={text.simulate.title(named)}>
      <div className={css['stack']}>
        <p className={css['muted']} aria-live="polite">
          {working ? text.simulate.working : text.simulate.lead}
        </p>
        {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
        {look?.state === 'failed' && begun ? (
          <Banner kind="danger" role="alert" fact={text.simulate.broke} />
        ) : null}
        {look?.faults === undefined ? null : <FaultsNote faults={look.faults} />}
        {look?.told === undefined ? null : <Outcome told={look.told} />}
        <div className={css['acts']}>
          <Button busy={act.busy || working} onClick={() => void begin()}>
            {text.simulate.act(named)}
          </Button>
        </div>
      </div>
    </Section>
  );
}

function Outcome({ told }: { readonly told: Told }) {
  const text = useWords(words).simulate;
  const { count, kronor } = useFormat();
  if (told.records === 0) return <p className={css['muted']}>{text.none}</p>;
  const by = told.afterOre - told.beforeOre;
  const money = (ore: number): string => kronor(BigInt(ore), true);
  return (
    <>
      <Facts
        items={[
          [text.before, money(told.beforeOre)],
          [text.after, money(told.afterOre)],
          [text.difference, `${by > 0 ? '+' : ''}${money(by)}`],
          [text.more, text.customers(count(told.more))],
          [text.less, text.customers(count(told.less))],
          [text.same, text.customers(count(told.same))],
          [text.unrated, text.fromTo(count(told.unratedBefore), count(told.unratedAfter))],
        ]}
      />
      {told.mostAffected.length === 0 ? null : (
        <Table<Affected>
          caption={text.most}
          showCaption
          rows={told.mostAffected}
          rowKey={(row) => row.customer}
          columns={[
            {
              key: 'customer',
              head: text.customer,
              rowHead: true,
              cell: (row) => row.customer.slice(0, 8),
            },
            { key: 'before', head: text.before, number: true, cell: (row) => money(row.beforeOre) },
            { key: 'after', head: text.after, number: true, cell: (row) => money(row.afterOre) },
            {
              key: 'difference',
              head: text.difference,
              number: true,
              cell: (row) =>
                `${row.afterOre > row.beforeOre ? '+' : ''}${money(row.afterOre - row.beforeOre)}`,
            },
          ]}
        />
      )}
    </>
  );
}
