import type * as Dock from '../compose/compose-dock.tsx';
import { fetchLater } from '../engine/later.ts';
import type * as Pane from '../reading/reading-pane.tsx';
import type * as Asking from './asking.tsx';
import { fetchMenus } from './later.tsx';

/** Safari has no idle callback; a moment after the paint will do. */
const idle = (then: () => void): void => {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(then);
  else setTimeout(then, 200);
};

const settled = (...parts: readonly Promise<unknown>[]): Promise<unknown> => Promise.allSettled(parts);

/** The reading pane with what it shows messages by. */
export const fetchReading = async (): Promise<typeof Pane> => {
  const [pane] = await Promise.all([import('../reading/reading-pane.tsx'), fetchLater()]);
  return pane;
};

/** The compose windows, and the engine's part that writes: neither is of use without the other. */
export const fetchCompose = async (): Promise<typeof Dock> => {
  const [dock] = await Promise.all([import('../compose/compose-dock.tsx'), fetchLater()]);
  return dock;
};

export const fetchAsking = (): Promise<typeof Asking> => import('./asking.tsx');

/**
 * Once the first list is painted: what is likely to be wanted first, and then the rest, so that opening a letter does not wait for
 * script and everything goes on working when the network goes. `thenReading` begins when letters can be shown.
 */
export function fetchAhead(thenReading: () => void): void {
  idle(() => {
    void settled(
      fetchReading().then(thenReading),
      fetchMenus(),
      import('../mailboxes/status-lines.tsx'),
    ).then(() =>
      idle(
        () =>
          void settled(
            fetchCompose(),
            fetchAsking(),
            import('../compose/editor/open-editor.ts'),
            import('../reading/preview-dialog.tsx'),
            import('../search/filter-form.tsx'),
            import('../list/choosing-head.tsx'),
            import('../list/nothing.tsx'),
            import('../list/row-menu.tsx'),
            import('../search/search-foot.tsx'),
          ),
      ),
    );
  });
}
