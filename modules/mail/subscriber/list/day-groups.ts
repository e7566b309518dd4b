import type { MessageList } from '../engine/types.ts';

export type DayName = 'today' | 'yesterday' | 'week' | 'lastWeek' | 'month' | 'lastMonth' | 'older';

export interface DayGroup {
  readonly name: DayName;
  /** Index of its first row. */
  readonly first: number;
}

/** Where each group begins in time, newest first: local midnights, weeks begin on Monday. UTC ms. */
export function dayStarts(now: number): readonly { readonly name: DayName; readonly from: number }[] {
  const at = new Date(now);
  const day = (back: number): number =>
    new Date(at.getFullYear(), at.getMonth(), at.getDate() - back).getTime();
  const sinceMonday = (at.getDay() + 6) % 7;
  const month = new Date(at.getFullYear(), at.getMonth(), 1).getTime();
  const lastMonth = new Date(at.getFullYear(), at.getMonth() - 1, 1).getTime();
  const starts: { name: DayName; from: number }[] = [
    { name: 'today', from: day(0) },
    { name: 'yesterday', from: day(1) },
    { name: 'week', from: day(sinceMonday) },
    { name: 'lastWeek', from: day(sinceMonday + 7) },
    { name: 'month', from: month },
    { name: 'lastMonth', from: lastMonth },
    { name: 'older', from: -Infinity },
  ];
  // On a Monday nothing is «earlier this week»; early in a month nothing is «earlier this month».
  let edge = Infinity;
  return starts.filter(({ from }) => {
    if (from >= edge) return false;
    edge = from;
    return true;
  });
}

/**
 * The groups of a list sorted newest first, found by doubling steps and halving: some tens of rows are looked at however long the
 * list is. A row not loaded yet ends the search; its arrival bumps the list's version and the search is done again.
 */
export function dayGroups(list: MessageList, now: number): readonly DayGroup[] {
  const count = list.count();
  const timeAt = (index: number): number | undefined => {
    const row = list.row(index);
    return row.state === 'ready' ? row.head.receivedAt : undefined;
  };
  const groups: DayGroup[] = [];
  let first = 0;
  for (const { name, from } of dayStarts(now)) {
    if (first >= count) break;
    const top = timeAt(first);
    if (top === undefined) break;
    if (top < from) continue;
    groups.push({ name, first });
    if (from === -Infinity) break;
    let inside = first;
    let step = 1;
    let beyond = count;
    while (inside + step < count) {
      const time = timeAt(inside + step);
      if (time === undefined) return groups;
      if (time < from) {
        beyond = inside + step;
        break;
      }
      inside += step;
      step *= 2;
    }
    // The doubling may have jumped over the end: look between the last one inside and the end.
    while (beyond - inside > 1) {
      const middle = (inside + beyond) >> 1;
      const time = timeAt(middle);
      if (time === undefined) return groups;
      if (time < from) beyond = middle;
      else inside = middle;
    }
    first = beyond;
  }
  return groups;
}
