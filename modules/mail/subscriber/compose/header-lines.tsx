import { useState } from 'react';
import { Icon, useWords } from '@telink/ui';
import type { Draft, DraftFields, Mail } from '../engine/types.ts';
import type { Field } from './move-recipient.ts';
import { Recipients } from './recipients.tsx';
import type { ComposeAccount } from './windows.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

export interface HeaderLinesProps {
  readonly draft: Draft;
  readonly mail: Mail;
  readonly account: string;
  readonly accounts: readonly ComposeAccount[];
  readonly mayMove: boolean;
  readonly onAccount: (id: string) => void;
  readonly change: (fields: DraftFields) => void;
  /** Enter in the subject goes on to the text. */
  readonly onDone: () => void;
}

/** From, To, Cc, Bcc, Subject. */
export function HeaderLines({
  draft,
  mail,
  account,
  accounts,
  mayMove,
  onAccount,
  change,
  onDone,
}: HeaderLinesProps) {
  const words = useWords(composeWords);
  const [asked, setAsked] = useState<readonly Field[]>([]);
  // A field once shown stays: taking its last recipient away must not take the focus with it.
  const filled = (['cc', 'bcc'] as const).filter(
    (field) => draft[field].length > 0 && !asked.includes(field),
  );
  if (filled.length > 0) setAsked([...asked, ...filled]);
  const shown = (field: Field): boolean => field === 'to' || draft[field].length > 0 || asked.includes(field);
  const fields = (['to', 'cc', 'bcc'] as const).filter(shown);
  const from = accounts.find((one) => one.id === account);
  const add = (field: 'cc' | 'bcc', label: string, name: string) =>
    shown(field) ? null : (
      <button
        type="button"
        className={css['add']}
        aria-label={name}
        onClick={() => setAsked([...asked, field])}
      >
        {label}
      </button>
    );
  return (
    <div className={css['lines']}>
      {accounts.length > 1 ? (
        <label className={css['fromLine']}>
          <span className={css['label']}>{words.from}</span>
          <select
            value={account}
            disabled={!mayMove}
            title={mayMove ? undefined : words.fromFixed}
            onChange={(event) => onAccount(event.currentTarget.value)}
          >
            {accounts.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name === one.address ? one.address : `${one.name} ‹${one.address}›`}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" size="s" />
        </label>
      ) : (
        <div className={css['fromLine']}>
          <span className={css['label']}>{words.from}</span>
          <span className={css['cut']}>
            {from === undefined || from.name === from.address ? null : `${from.name} `}
            <span className={css['faint']}>{from?.address}</span>
          </span>
        </div>
      )}
      <Recipients
        draft={draft}
        mail={mail}
        fields={fields}
        change={change}
        autoFocus={draft.to.length === 0}
        end={
          <>
            {add('cc', words.cc, words.showCc)}
            {add('bcc', words.bcc, words.showBcc)}
          </>
        }
      />
      <label className={css['subjectLine']}>
        <span className={css['label']}>{words.subject}</span>
        <input
          data-field="subject"
          value={draft.subject}
          maxLength={255}
          autoComplete="off"
          translate="no"
          spellCheck={false}
          onChange={(event) => change({ subject: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
              return;
            event.preventDefault();
            onDone();
          }}
        />
        {draft.important ? <span className={css['important']}>{words.important}</span> : null}
      </label>
    </div>
  );
}
