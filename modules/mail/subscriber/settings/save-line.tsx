import { useEffect, useRef } from 'react';
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

/** What must be mended before it can be saved; brought into view, since Save may stand far below. */
export function Problem({ text }: { readonly text: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (text !== '') place.current?.scrollIntoView({ block: 'center' });
  }, [text]);
  return (
    <div ref={place} role="alert">
      {text === '' ? null : <FieldError>{text}</FieldError>}
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
