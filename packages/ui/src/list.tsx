/**
 * Lists of many rows with selection, keyboard, type-ahead and dragging. Dress the rows with `rowClass` and `RowBody`.
 * A separate door, so that only screens with such a list carry its weight.
 */
export {
  GridList,
  GridListItem,
  GridListLoadMoreItem,
  GridListSection,
  GridListHeader,
  Collection,
} from 'react-aria-components/GridList';
export type { GridListItemProps, GridListProps, Key, Selection } from 'react-aria-components/GridList';
export { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
export { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
export { Localized } from './localized.tsx';
