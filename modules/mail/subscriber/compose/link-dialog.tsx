import { useState } from 'react';
import { Button, TextField, useWords } from '@telink/ui';
import { Dialog } from '@telink/ui/dialog';
import { linkOf } from './editor/body-html.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

export interface LinkDialogProps {
  readonly address: string;
  readonly onLink: (address: string) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** Where a link is to lead. */
export default function LinkDialog({ address, onLink, onRemove, onClose }: LinkDialogProps) {
  const words = useWords(composeWords);
  const [text, setText] = useState(address);
  const [bad, setBad] = useState(false);
  const link = (): void => {
    const found = linkOf(text);
    if (found === null) setBad(true);
    else onLink(found);
  };
  return (
    <Dialog open onClose={onClose} title={words.link.title}>
      <form
        className={css['linkForm']}
        onSubmit={(event) => {
          event.preventDefault();
          link();
        }}
      >
        <TextField
          label={words.link.address}
          value={text}
          onChange={(next) => {
            setText(next);
            setBad(false);
          }}
          error={bad ? words.link.bad : undefined}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          translate="no"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog has this one field, and was opened to fill it
          autoFocus
        />
        <div className={css['linkActs']}>
          {address === '' ? null : (
            <Button kind="quiet" onClick={onRemove}>
              {words.link.remove}
            </Button>
          )}
          <Button kind="quiet" onClick={onClose}>
            {words.link.cancel}
          </Button>
          <Button kind="primary" type="submit">
            {words.link.insert}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
