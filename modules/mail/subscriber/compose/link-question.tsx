import { lazy, Suspense } from 'react';
import type { Editor } from './editor/open-editor.ts';

const LinkDialog = lazy(() => import('./link-dialog.tsx'));

/** Asks where a link leads, for an editor; shown while `address` is one (empty for a new link). */
export function LinkQuestion({
  address,
  editor,
  onDone,
}: {
  readonly address: string | null;
  readonly editor: Editor | null;
  readonly onDone: () => void;
}) {
  if (address === null) return null;
  return (
    <Suspense>
      <LinkDialog
        address={address}
        onClose={onDone}
        onRemove={() => {
          onDone();
          editor?.unlink();
        }}
        onLink={(to) => {
          onDone();
          // The dialog gives the focus back first.
          requestAnimationFrame(() => editor?.link(to));
        }}
      />
    </Suspense>
  );
}
