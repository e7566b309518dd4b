import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { RowGroup, useFormat, useLook, useWords } from '@telink/ui';
import { targetOf } from '../acts/deal.ts';
import type { MessageList, Row } from '../engine/types.ts';
import { useDesk } from '../page/desk.ts';
import { fetchAhead } from '../page/ahead.ts';
import { useLive, useNow } from '../use-live.ts';
import { mailWords } from '../words.ts';
import { dayGroups } from './day-groups.ts';
import { beginDrag, endDrag } from './drag.ts';
import css from './list.module.css';
import { MailRow } from './mail-row.tsx';
import { aboutWhom } from './people-line.ts';
import { usePull } from './pull.ts';
import { heightOf, topOf, type Strip } from './strip.ts';
import { useSight } from './use-sight.ts';

/** Height of a day's heading, in pixels; as RowGroup draws it. */
const groupHeight = 36;

function rowHeightNow(): number {
  return Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row-mail'), 10) || 76;
}

export interface RowsProps {
  readonly list: MessageList;
  readonly label: string;
  /** Days between rows; off for search hits of every age. */
  readonly days: boolean;
  readonly onContextMenu: (at: { readonly x: number; readonly y: number }, index: number) => void;
  /** A pointer is over the rows, or a row has the keyboard. */
  readonly onHold?: ((on: boolean) => void) | undefined;
}

function indexUnder(target: EventTarget | null): number {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row === null ? -1 : Number(row.dataset['index']);
}

let painted = false;

/** The rows of a list, as many as fit on screen, whatever the list's length. The grid has the focus; the cursor is its active descendant. */
export function Rows({ list, label, days, onContextMenu, onHold }: RowsProps) {
  // The list changes inside while it stays the same object: nothing here may be kept between renders.
  'use no memo';
  const desk = useDesk();
  const words = useWords(mailWords);
  const format = useFormat();
  const { look } = useLook();
  const now = useNow(desk.now);
  const scroller = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const version = useLive(list.version);
  const selected = useLive(desk.selection);
  const categories = useLive(desk.opened.categories);
  const count = list.count();
  const [rowHeight, setRowHeight] = useState(rowHeightNow);
  useLayoutEffect(() => setRowHeight(rowHeightNow()), [desk.layout, look.density]);

  const groups = days && version >= 0 ? dayGroups(list, now) : [];
  const heads = new Map(groups.map(({ name, first }) => [first, name]));
  const strip: Strip = { count, rowHeight, headHeight: groupHeight, heads: groups.map(({ first }) => first) };
  const sight = useSight(scroller, strip);
  const seenNow = useRef(sight.now);

  useLayoutEffect(() => {
    // Another list in the same place begins at its top.
    if (scroller.current !== null && seenNow.current().top > 0) scroller.current.scrollTop = 0;
  }, [list]);

  useEffect(() => desk.selection.settle(list), [desk.selection, list, version]);

  const ready = count > 0 && list.row(0).state === 'ready';
  // Before the frame that shows it, so that a clock which waits for that frame's end reads the end of this one and not of the next.
  useLayoutEffect(() => {
    if (ready && !painted) performance.mark('telink:list-painted');
  }, [ready]);
  useEffect(() => {
    if (!ready || painted) return;
    painted = true;
    fetchAhead(() => {
      // One of those in sight is what is opened next, and from the cache to memory costs as much as showing it.
      const seen = Array.from({ length: Math.min(12, list.count()) }, (_, at) => list.row(at));
      desk.opened.mail.recall(seen.flatMap((row) => (row.state === 'ready' ? [row.head.id] : [])));
    });
    void desk.opened.categories.load();
  }, [ready, desk, list]);

  // The cursor stays in sight when the keyboard moves it, and nothing scrolls when the list changes by itself.
  const { moves } = selected;
  useLayoutEffect(() => {
    const { cursor } = desk.selection.get();
    if (moves === 0 || cursor < 0) return;
    // From what was last seen: asking the page would make the browser lay it out at once.
    const { top, height } = sight.now();
    const start = topOf(strip, cursor);
    const end = topOf(strip, cursor + 1);
    if (scroller.current === null || (start >= top && end <= top + height)) return;
    scroller.current.scrollTop = start < top ? start : end - height;
    // oxlint-disable-next-line react/exhaustive-deps -- what moves the list is a move of the cursor, not another shape of the list
  }, [moves, desk.selection]);

  const pull = usePull(scroller, () => desk.run('refresh'));

  const page = (): number => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 600) / rowHeight) - 1);
  const move = (to: number, extend: boolean): void => {
    desk.selection.stand(list, to, extend);
    const { cursor } = desk.selection.get();
    if (!extend && cursor >= 0 && desk.layout !== 'one') desk.openRow(list.row(cursor), 'follow');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const at = desk.selection.get().cursor;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: Math.max(0, at - 1),
      PageDown: at + page(),
      PageUp: Math.max(0, at - page()),
      Home: 0,
      End: list.count() - 1,
    };
    const to = steps[event.key];
    const held = event.ctrlKey || event.metaKey;
    if (to !== undefined && !held) move(to, event.shiftKey);
    else if (event.key === 'Enter' && at >= 0) desk.openRow(list.row(at));
    else if (event.key === ' ' && at >= 0) desk.selection.toggle(list, at);
    else if (held && event.key.toLowerCase() === 'a') desk.selection.all(list);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) menuAtCursor();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const menuAtCursor = (): void => {
    const { cursor } = desk.selection.get();
    const box = scroller.current?.querySelector(`[data-index="${cursor}"]`)?.getBoundingClientRect();
    if (box !== undefined) onContextMenu({ x: box.left + 60, y: box.top + 30 }, cursor);
  };
  const onClick = (event: MouseEvent): void => {
    const index = indexUnder(event.target);
    if (index === -1) return;
    const pick = event.target instanceof Element && event.target.closest('[data-pick]') !== null;
    if (event.shiftKey) desk.selection.stand(list, index, true);
    else if (
      pick ||
      event.ctrlKey ||
      event.metaKey ||
      (desk.layout === 'one' && desk.selection.get().chosen.size > 0)
    )
      desk.selection.toggle(list, index);
    else {
      desk.selection.clear();
      desk.selection.stand(list, index);
      desk.openRow(list.row(index));
    }
  };

  const choosing = selected.chosen.size > 0;
  const { from, to } = sight.rows;
  const items = Array.from({ length: to - from }, (_, at) => from + at);
  const activeRendered = selected.cursor >= from && selected.cursor < to;
  const isOpen = (row: Row): boolean =>
    desk.open !== null &&
    row.state === 'ready' &&
    (desk.open.message === null
      ? row.key === desk.open.key || row.head.thread === desk.open.key
      : row.head.id === desk.open.message);

  return (
    <div className={css['body']}>
      <div
        ref={scroller}
        id="mail-rows"
        role="grid"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a grid is interactive; its rows are its active descendants
        tabIndex={0}
        aria-label={label}
        aria-multiselectable="true"
        aria-rowcount={count}
        {...(activeRendered ? { 'aria-activedescendant': `mail-row-${selected.cursor}` } : {})}
        className={css['scroll']}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={() => {
          if (desk.selection.get().cursor === -1 && list.count() > 0) desk.selection.stand(list, 0);
        }}
        onContextMenu={(event) => {
          const index = indexUnder(event.target);
          event.preventDefault();
          if (index === -1) menuAtCursor();
          else onContextMenu({ x: event.clientX, y: event.clientY }, index);
        }}
        onPointerEnter={() => onHold?.(true)}
        onPointerLeave={() => onHold?.(false)}
        onDragStart={(event) => {
          const row = list.row(indexUnder(event.target));
          if (row.state !== 'ready' || ghost.current === null) return;
          const chosen = desk.selection.get().chosen;
          const target = chosen.has(row.key) ? targetOf(desk.selection.rows(list)) : targetOf([row]);
          ghost.current.textContent = words.list.dragging(target.count);
          beginDrag(target, event.dataTransfer, ghost.current);
        }}
        onDragEnd={endDrag}
      >
        <div className={css['tall']} role="presentation" style={{ height: `${heightOf(strip)}px` }}>
          {items.map((index) => {
            const row = list.row(index);
            const group = heads.get(index);
            const about =
              row.state === 'ready'
                ? aboutWhom(row.head, desk.mailbox, {
                    noSender: words.noSender,
                    noRecipient: words.noRecipient,
                    to: words.list.to,
                  })
                : { name: '', address: '' };
            return (
              <div
                key={row.key}
                role="presentation"
                className={css['item']}
                style={{ transform: `translateY(${topOf(strip, index)}px)` }}
              >
                {group === undefined ? null : <RowGroup>{words.days[group]}</RowGroup>}
                <MailRow
                  row={row}
                  id={`mail-row-${index}`}
                  name={about.name}
                  address={about.address}
                  time={row.state === 'ready' ? format.listTime(row.head.receivedAt, now) : ''}
                  active={index === selected.cursor}
                  chosen={selected.chosen.has(row.key)}
                  current={isOpen(row)}
                  choosing={choosing}
                  hues={
                    row.state === 'ready' && categories !== undefined
                      ? row.head.categories.slice(0, 3).map((name) => desk.opened.categories.hueOf(name))
                      : []
                  }
                  words={words}
                  count={count}
                />
              </div>
            );
          })}
        </div>
      </div>
      {pull.height > 0 ? (
        <div className={css['pull']} style={{ height: `${pull.height}px` }}>
          {pull.enough ? words.list.release : words.list.pull}
        </div>
      ) : null}
      <div ref={ghost} className={css['ghost']} aria-hidden="true" />
    </div>
  );
}
