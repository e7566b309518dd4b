import type { Target } from '../acts/deal.ts';

/** What a drag says it is. The ids themselves stay in this tab's memory: what lies in a DataTransfer can be dropped anywhere. */
export const dragType = 'application/x-telink-conversations';

let dragged: Target | null = null;

export function beginDrag(target: Target, data: DataTransfer, ghost: HTMLElement): void {
  dragged = target;
  data.effectAllowed = 'move';
  data.setData(dragType, '1');
  data.setDragImage(ghost, -8, -8);
}

export function endDrag(): void {
  dragged = null;
}

/** What was dropped; null when the drag began elsewhere. */
export function dropped(): Target | null {
  const target = dragged;
  dragged = null;
  return target;
}
