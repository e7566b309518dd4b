import { useWords } from '@telink/ui';
import { AlertDialog } from '@telink/ui/dialog';
import type { Answer } from '../engine/types.ts';
import { SaveNote } from './save-line.tsx';
import { useSave } from './use-save.ts';
import { settingsWords } from './words.ts';

/** Before a category is gone: its colour can't be had back by an undo, and what stays is said. */
export default function RemoveCategory({
  name,
  remove,
  onClose,
}: {
  readonly name: string;
  readonly remove: () => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}) {
  const { categories: own } = useWords(settingsWords);
  const [saving, save] = useSave();
  const run = async (): Promise<void> => {
    if ((await save(remove)) !== undefined) onClose();
  };
  return (
    <AlertDialog
      open
      title={own.removeTitle(name)}
      onClose={onClose}
      act={{ label: own.removeAct, danger: true, busy: saving.state === 'saving', run: () => void run() }}
    >
      <p>{own.removeWhy}</p>
      <SaveNote saving={saving} />
    </AlertDialog>
  );
}
