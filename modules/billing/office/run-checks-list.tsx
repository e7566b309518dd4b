import { useLoaded } from '#office/staff';
import { Facts, useFormat, useWords } from '@telink/ui';
import type { RunChecks } from '../pure/office-contract.ts';
import css from './billing.module.css';
import { words } from './words.ts';

/** The three that must agree before anything is sent. */
export function RunChecksList({ id }: { readonly id: string }) {
  const { runs: text } = useWords(words);
  const { state } = useLoaded<RunChecks>(`/api/office/billing/runs/${id}/checks`);
  const found = state.status === 'there' ? state.value : undefined;
  return (
    <>
      <Facts
        items={[
          [text.linesHold, <Held key="lines" differ={found?.lines} checked={found?.checked} />],
          [text.ledgerHolds, <Held key="ledger" differ={found?.ledger} checked={found?.checked} />],
          [text.ublHolds, <Held key="ubl" differ={found?.ubl} checked={found?.checked} />],
        ]}
      />
      {found === undefined || found.faults.length === 0 ? null : (
        <ul className={css['faults']}>
          {found.faults.slice(0, 5).map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Held({
  differ,
  checked,
}: {
  readonly differ: number | undefined;
  readonly checked: number | undefined;
}) {
  const { runs: text } = useWords(words);
  const format = useFormat();
  if (differ === undefined || checked === undefined) return text.checking;
  if (checked === 0) return text.nothing;
  return differ === 0 ? text.holds : <span className={css['bad']}>{text.differs(format.count(differ))}</span>;
}
