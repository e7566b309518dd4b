import { useId, useState } from 'react';
import { Icon, TextField, useLanguage, useWords } from '@telink/ui';
import { Dialog } from '@telink/ui/dialog';
import { mailboxTree, paths } from '../mailboxes/tree.ts';
import css from '../mailboxes/mailboxes.module.css';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words-more.ts';
import { useDesk } from './desk.ts';

/** Where to: write a few letters, arrows choose, Enter goes. The keyboard's way of dragging. */
export function ChooseMailbox({
  title,
  without,
  top = false,
  refuse,
  onChoose,
  onClose,
}: {
  readonly title: string;
  readonly without?: string | undefined;
  /** «Överst» is a choice too. */
  readonly top?: boolean;
  readonly refuse?: (id: string) => boolean;
  readonly onChoose: (id: string | null) => void;
  readonly onClose: () => void;
}) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const { language } = useLanguage();
  const mailboxes = useLive(desk.opened.mail.mailboxes);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const wanted = typed.trim().toLocaleLowerCase(language);
  const all = [
    ...(top ? [{ id: null, path: words.moveDialog.top }] : []),
    ...paths(mailboxTree(mailboxes, language), desk.nameOf)
      .filter(
        ({ mailbox }) => mailbox.id !== without && mailbox.role !== 'drafts' && refuse?.(mailbox.id) !== true,
      )
      .map(({ mailbox, path }) => ({ id: mailbox.id as string | null, path })),
  ];
  const starts = (path: string): boolean =>
    (path.split(' / ').at(-1) ?? '').toLocaleLowerCase(language).startsWith(wanted);
  const found = all
    .filter(({ path }) => path.toLocaleLowerCase(language).includes(wanted))
    .toSorted((a, b) => (wanted === '' ? 0 : Number(starts(b.path)) - Number(starts(a.path))));
  const choose = (index: number): void => {
    const one = found[index];
    if (one === undefined) return;
    onClose();
    onChoose(one.id);
  };
  const active = Math.min(at, found.length - 1);
  return (
    <Dialog open title={title} onClose={onClose}>
      <TextField
        label={words.moveDialog.find}
        icon="search"
        value={typed}
        onChange={(value) => {
          setTyped(value);
          setAt(0);
        }}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        {...(active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        autoComplete="off"
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a dialog that asks for it (ARIA APG)
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, active + 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(0, active - 1));
          else if (event.key === 'Enter') choose(active);
          else return;
          event.preventDefault();
        }}
      />
      {found.length === 0 ? <p>{words.moveDialog.none}</p> : null}
      <ul id={id} role="listbox" aria-label={words.mailboxes} className={css['choices']}>
        {found.map(({ id: key, path }, index) => {
          const parts = path.split(' / ');
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's, which has the focus
            <li
              key={key ?? ' top'}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              data-active={index === active || undefined}
              ref={(element) => {
                if (index === active) element?.scrollIntoView({ block: 'nearest' });
              }}
              className={css['choice']}
              onClick={() => choose(index)}
            >
              <Icon name={key === null ? 'chevron-up' : 'folder'} size="s" />
              <span>
                <span className={css['before']}>{parts.slice(0, -1).map((part) => `${part} / `)}</span>
                {parts.at(-1)}
              </span>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
