import { Button, FieldError, useWords } from '@telink/ui';
import { composeWords } from '../compose/words.ts';
import type { Saving } from './use-save.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

/** How a save went, beside what was saved. */
export function SaveNote({ saving }: { readonly saving: Saving }) {
  const words = useWords(settingsWords);
  const { reasons } = useWords(composeWords);
  return (
    <div className={css['note']} aria-live="polite">
      {saving.state === 'saved' ? words.saved : null}
      {saving.state === 'failed' ? (
        <FieldError>
          {words.notSaved} {{ ...reasons, ...words.reasons }[saving.reason]} {words.keptHere}
        </FieldError>
      ) : null}
    </div>
  );
}

/** Save, and how it went. */
export function SaveLine({
  saving,
  disabled,
  onSave,
}: {
  readonly saving: Saving;
  readonly disabled?: boolean;
  readonly onSave: () => void;
}) {
  const words = useWords(settingsWords);
  return (
    <div className={css['saveLine']}>
      <Button busy={saving.state === 'saving'} disabled={disabled} onClick={onSave}>
        {words.save}
      </Button>
      <SaveNote saving={saving} />
    </div>
  );
}
