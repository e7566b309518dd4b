import { memo } from 'react';
import {
  Avatar,
  CategoryDot,
  Count,
  cx,
  Icon,
  RowBody,
  rowClass,
  VisuallyHidden,
  type Hue,
} from '@telink/ui';
import type { Row } from '../engine/types.ts';
import type { MailWords } from '../words.ts';
import css from './list.module.css';

export interface MailRowProps {
  readonly row: Row;
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly time: string;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly current: boolean;
  readonly choosing: boolean;
  readonly hues: readonly Hue[];
  readonly words: MailWords;
  readonly count: number;
}

/** One conversation of the list. Drawn again only when something it shows has changed. */
export const MailRow = memo(function MailRow(props: MailRowProps) {
  const { row, id, words, active, chosen, current, choosing } = props;
  const common = {
    id,
    role: 'row',
    'aria-rowindex': row.index + 1,
    'data-index': row.index,
    'data-focus-visible': active ? '' : undefined,
  } as const;
  if (row.state === 'loading')
    return (
      <div {...common} className={cx(rowClass({}), css['waiting'])}>
        <span role="gridcell" className={css['cell']}>
          <VisuallyHidden>{words.loading}</VisuallyHidden>
          <span className={css['bones']} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        </span>
      </div>
    );
  const { head } = row;
  const unread = row.unread > 0;
  return (
    <div
      {...common}
      aria-selected={chosen}
      {...(current ? { 'aria-current': 'true' as const } : {})}
      draggable
      className={rowClass({ unread, selected: current }, css['row'])}
    >
      <span role="gridcell" className={css['cell']}>
        <RowBody
          unread={unread}
          lead={
            <span className={css['pick']} data-pick="" data-on={choosing || undefined}>
              <Avatar name={props.name} address={props.address} />
              <span className={css['box']} data-checked={chosen || undefined}>
                {choosing ? (
                  <input type="checkbox" tabIndex={-1} aria-hidden="true" checked={chosen} readOnly hidden />
                ) : null}
                <Icon name="check" size="xs" />
              </span>
            </span>
          }
          title={
            row.hasDraft && !head.draft ? (
              <>
                {props.name}, <span className={css['draft']}>{words.draft}</span>
              </>
            ) : (
              props.name
            )
          }
          {...(row.ids.length > 1
            ? { count: <Count value={row.ids.length} label={words.messages(row.ids.length)} /> }
            : {})}
          time={<time dateTime={new Date(head.receivedAt).toISOString()}>{props.time}</time>}
          second={head.subject.trim() === '' ? words.noSubject : head.subject}
          marks={
            <>
              {props.hues.map((hue, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- marks have no identity but their place
                <CategoryDot key={at} hue={hue} />
              ))}
              {row.waiting ? <Icon name="clock" size="xs" label={words.list.waitingMark} /> : null}
              {head.important ? (
                <Icon name="triangle-alert" size="xs" label={words.list.importantMark} />
              ) : null}
              {row.flagged ? (
                <Icon name="flag" size="xs" fill tone="flag" label={words.list.flaggedMark} />
              ) : null}
              {row.hasAttachments ? (
                <Icon name="paperclip" size="xs" label={words.list.attachmentMark} />
              ) : null}
              {head.kind === 'invitation' ? (
                <Icon name="calendar" size="xs" label={words.list.invitationMark} />
              ) : null}
            </>
          }
          third={head.preview}
        />
      </span>
    </div>
  );
}, sameRow);

/** The list makes new row objects at every change; what they say decides. */
function sameRow(a: MailRowProps, b: MailRowProps): boolean {
  if (
    a.active !== b.active ||
    a.chosen !== b.chosen ||
    a.current !== b.current ||
    a.choosing !== b.choosing ||
    a.time !== b.time ||
    a.name !== b.name ||
    a.words !== b.words ||
    a.id !== b.id ||
    a.hues.join() !== b.hues.join()
  )
    return false;
  const [x, y] = [a.row, b.row];
  if (x === y) return true;
  if (x.state !== 'ready' || y.state !== 'ready') return x.state === y.state && x.index === y.index;
  return (
    x.head === y.head &&
    x.index === y.index &&
    x.unread === y.unread &&
    x.flagged === y.flagged &&
    x.hasAttachments === y.hasAttachments &&
    x.hasDraft === y.hasDraft &&
    x.waiting === y.waiting &&
    x.ids.length === y.ids.length
  );
}
