import { ask } from '#session';
import { ErrorNote, showToast, Skeleton, Steps, useFormat, useLanguage, useWords } from '@telink/ui';
import { Popover } from '@telink/ui/popover';
import { useState, type RefObject } from 'react';
import type { Explained, UsageCall } from '../contract.ts';
import { DisputeDialog } from './dispute-dialog.tsx';
import { costOf, dateOf } from './say.ts';
import { useAsked } from './use-usage.ts';
import css from './usage.module.css';
import { words } from './words.ts';

/** «Varför 6,90?»: each step with its amount, the day it is erased, and what can be done about it. */
export function Why({
  call,
  anchor,
  onClose,
  onChange,
}: {
  readonly call: UsageCall;
  readonly anchor: RefObject<Element | null>;
  readonly onClose: () => void;
  readonly onChange: (change: Partial<UsageCall>) => void;
}) {
  const said = useWords(words);
  const format = useFormat();
  const { language } = useLanguage();
  const [disputing, setDisputing] = useState(false);
  const told = useAsked<Explained>(`/api/usage/explain?record=${call.record}&language=${language}`);
  const hide = (hidden: boolean): void => {
    void ask('POST', '/api/usage/hide', { record: call.record, hidden }).then(
      () => {
        onChange({ hidden });
        onClose();
        if (hidden)
          showToast({
            text: said.hidden,
            undo: () => {
              void ask('POST', '/api/usage/hide', { record: call.record, hidden: false }).then(
                () => onChange({ hidden: false }),
                () => undefined,
              );
            },
          });
      },
      () => undefined,
    );
  };
  if (disputing)
    return (
      <DisputeDialog
        record={call.record}
        onClose={onClose}
        onSent={() => onChange({ disputed: true, erasedOn: null })}
      />
    );
  return (
    <Popover
      open
      onClose={onClose}
      anchor={anchor}
      title={costOf(call, said, format).question}
      kind="birch"
      placement="top end"
    >
      {told.failed ? (
        <ErrorNote title={said.whyFailed} onRetry={told.again} />
      ) : told.value === undefined ? (
        <Skeleton rows={4} kind="line" label={said.loadingCalls} />
      ) : told.value.steps === null ? (
        <p>{said.whyGone}</p>
      ) : (
        <Steps
          steps={told.value.steps.map(({ text, detail, value }) => ({ what: text, why: detail, value }))}
        />
      )}
      <div className={css['whyFoot']}>
        {told.value?.mayDispute === true && !call.disputed ? (
          <button type="button" className={css['act']} onClick={() => setDisputing(true)}>
            {said.wrong}
          </button>
        ) : null}
        <button type="button" className={css['act']} onClick={() => hide(!call.hidden)}>
          {call.hidden ? said.unhide : said.hide}
        </button>
        <span className={css['until']}>
          {call.erasedOn === null ? said.kept : said.erased(dateOf(call.erasedOn, format))}
        </span>
      </div>
    </Popover>
  );
}
