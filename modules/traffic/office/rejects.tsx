import { Button, Empty, Section, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import type { RejectGroup } from '../pure/office-contract.ts';
import { MendRow } from './mend-row.tsx';
import css from './traffic.module.css';
import { wordOf, words } from './words.ts';

/** Rows that could not become records, by what is wrong with them. The rows themselves are opened one by one. */
export function Rejects({
  groups,
  mendable,
  onSettled,
}: {
  readonly groups: readonly RejectGroup[];
  readonly mendable: boolean;
  readonly onSettled: () => void;
}) {
  const { rejects: text } = useWords(words);
  const format = useFormat();
  return (
    <Section title={text.title}>
      {groups.length === 0 ? <Empty icon="circle-check">{text.none}</Empty> : null}
      <ul className={css['groups']}>
        {groups.map((group) => {
          const reason = wordOf(text.reasons, group.reason);
          return (
            <li key={`${group.reason} ${group.field ?? ''}`} className={css['group']}>
              <details>
                <summary>
                  <b>{group.field === null ? reason : text.group(reason, group.field)}</b>
                  <span className={css['some']}>
                    {group.count === 1 ? text.one : text.count(format.count(group.count))}
                  </span>
                </summary>
                <Rows group={group} mendable={mendable} onSettled={onSettled} />
              </details>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Rows({
  group,
  mendable,
  onSettled,
}: {
  readonly group: RejectGroup;
  readonly mendable: boolean;
  readonly onSettled: () => void;
}) {
  const { rejects: text } = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState<string>();
  return (
    <>
      <ul className={css['rows']}>
        {group.rows.map((row) => {
          const key = `${row.file} ${row.nr}`;
          return (
            <li key={key}>
              <div className={css['row']}>
                <span>
                  {row.name}{' '}
                  <small>
                    {text.line(row.line)},{' '}
                    {text.until(format.shortDate(new Date(`${row.expiresOn}T12:00:00`)))}
                  </small>
                </span>
                {mendable && open !== key ? (
                  <Button
                    size="small"
                    aria-label={text.openLabel(row.name, row.line)}
                    onClick={() => setOpen(key)}
                  >
                    {text.open}
                  </Button>
                ) : null}
              </div>
              {open === key ? (
                <MendRow
                  row={row}
                  onClose={() => setOpen(undefined)}
                  onSettled={() => {
                    setOpen(undefined);
                    onSettled();
                  }}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {group.rows.length < group.count ? (
        <p className={css['muted']}>{text.fewer(group.rows.length)}</p>
      ) : null}
    </>
  );
}
