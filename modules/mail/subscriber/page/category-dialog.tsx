import { useEffect, useState } from 'react';
import { Button, CategoryDot, Checkbox, ErrorNote, TextField, useWords } from '@telink/ui';
import { Dialog } from '@telink/ui/dialog';
import type { Target } from '../acts/deal.ts';
import css from '../mailboxes/mailboxes.module.css';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words-more.ts';
import { useDesk } from './desk.ts';

/** Sets and takes away categories, at once; makes a new one. */
export function CategoryDialog({
  target,
  on,
  onClose,
}: {
  readonly target: Target;
  readonly on: readonly string[];
  readonly onClose: () => void;
}) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const { categories } = desk.opened;
  const all = useLive(categories);
  const [chosen, setChosen] = useState<readonly string[]>(on);
  const [failed, setFailed] = useState(false);
  const [name, setName] = useState('');
  const [turn, setTurn] = useState(0);
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another turn is another try
  useEffect(() => void categories.load().then((ok) => setFailed(!ok)), [categories, turn]);
  const set = (category: string, is: boolean): void => {
    setChosen(is ? [...chosen, category] : chosen.filter((one) => one !== category));
    desk.deal({ do: 'categorize', name: category, on: is }, target);
  };
  const create = async (): Promise<void> => {
    const wanted = name.trim();
    if (wanted === '') return;
    const known = all.some((one) => one.name.toLowerCase() === wanted.toLowerCase());
    if (known || (await categories.create(wanted)).ok) {
      setName('');
      set(wanted, true);
    } else setFailed(true);
  };
  return (
    <Dialog
      open
      title={words.categoryDialog.title}
      onClose={onClose}
      acts={
        <Button kind="primary" onClick={onClose}>
          {words.categoryDialog.done}
        </Button>
      }
    >
      {failed ? <ErrorNote title={words.categoryDialog.failed} onRetry={() => setTurn(turn + 1)} /> : null}
      {all.length === 0 && !failed ? <p>{words.categoryDialog.none}</p> : null}
      <div className={css['choices']}>
        {all.map((one) => (
          <Checkbox
            key={one.id}
            label={
              <span className={css['lock']}>
                <CategoryDot hue={categories.hueOf(one.name)} />
                {one.name}
              </span>
            }
            checked={chosen.includes(one.name)}
            onChange={(is) => set(one.name, is)}
          />
        ))}
      </div>
      <form
        className={css['row']}
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <TextField
          label={words.categoryDialog.find}
          value={name}
          onChange={setName}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" icon="plus">
          {words.categoryDialog.create}
        </Button>
      </form>
    </Dialog>
  );
}
