import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react';
import { announce, useWords } from '@telink/ui';
import { TagField } from '@telink/ui/tag-field';
import { isAddress } from '../engine/write/people.ts';
import type { Draft, Mail, Person } from '../engine/types.ts';
import { fieldBeside, moveRecipient, type Field } from './move-recipient.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

const dragType = 'application/x-telink-recipient';
/** What is dragged stays in this tab's memory: addresses in a DataTransfer could be dropped anywhere. */
let dragged: { readonly field: Field; readonly index: number; readonly draft: string } | null = null;

function useSuggestions(mail: Mail): readonly [readonly Person[], (text: string) => void] {
  const [found, setFound] = useState<readonly Person[]>([]);
  const turn = useRef(0);
  const ask = (text: string): void => {
    turn.current += 1;
    const mine = turn.current;
    if (text.trim() === '') return setFound([]);
    void mail.people(text).then((people) => {
      if (mine === turn.current) setFound(people);
    });
  };
  return [found, ask];
}

export interface RecipientsProps {
  readonly draft: Draft;
  readonly mail: Mail;
  readonly fields: readonly Field[];
  readonly change: (fields: Partial<Pick<Draft, Field>>) => void;
  readonly autoFocus: boolean;
  readonly end?: ReactNode | undefined;
}

/** To, Cc and Bcc. A chip moves between them by dragging, or with Alt and the arrows. */
export function Recipients({ draft, mail, fields, change, autoFocus, end }: RecipientsProps) {
  const words = useWords(composeWords);
  const [found, ask] = useSuggestions(mail);
  const root = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState<Field | null>(null);

  useEffect(() => {
    for (const chip of root.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? []) {
      chip.draggable = true;
      chip.querySelector('button')?.setAttribute('aria-keyshortcuts', 'Alt+ArrowUp Alt+ArrowDown');
    }
  });

  const placeOf = (target: EventTarget): { readonly field: Field; readonly index: number } | null => {
    const chip = target instanceof Element ? target.closest('[data-chip]') : null;
    const line = chip?.closest<HTMLElement>('[data-field]');
    if (!chip || !line) return null;
    return {
      field: line.dataset['field'] as Field,
      index: [...line.querySelectorAll('[data-chip]')].indexOf(chip),
    };
  };
  const move = (from: Field, index: number, to: Field): void => {
    const person = draft[from][index];
    if (person === undefined || from === to) return;
    change(moveRecipient(draft, from, index, to));
    announce(words.moved(person.name || person.address, words[to]));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const place = placeOf(event.target);
    const to = place && fieldBeside(place.field, event.key === 'ArrowDown' ? 1 : -1);
    if (!place || !to) return;
    event.preventDefault();
    event.stopPropagation();
    move(place.field, place.index, to);
    // The chip is drawn anew in its new field: focus follows it there.
    requestAnimationFrame(() =>
      [...(root.current?.querySelectorAll<HTMLElement>(`[data-field="${to}"] [data-chip] button`) ?? [])]
        .at(-1)
        ?.focus(),
    );
  };
  const onDrop = (event: DragEvent, to: Field): void => {
    setOver(null);
    if (dragged === null || dragged.draft !== draft.key) return;
    event.preventDefault();
    event.stopPropagation();
    move(dragged.field, dragged.index, to);
    dragged = null;
  };

  return (
    // The keys belong to the chips inside; the element only listens for them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={root}
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        const place = placeOf(event.target);
        if (place === null) return;
        dragged = { ...place, draft: draft.key };
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData(dragType, '1');
      }}
      onDragEnd={() => {
        dragged = null;
        setOver(null);
      }}
    >
      {fields.map((field, at) => (
        <div
          key={field}
          data-field={field}
          className={over === field ? css['over'] : css['line']}
          onDragOver={(event) => {
            if (!event.dataTransfer.types.includes(dragType)) return;
            event.preventDefault();
            setOver(field);
          }}
          onDragLeave={() => setOver(null)}
          onDrop={(event) => onDrop(event, field)}
        >
          <TagField
            label={words[field]}
            value={draft[field].map((one) => ({ ...one, valid: isAddress(one.address) }))}
            onChange={(people) => change({ [field]: people.map(({ name, address }) => ({ name, address })) })}
            suggestions={found.map(({ name, address }) => ({ name, address, valid: true }))}
            onText={ask}
            autoFocus={autoFocus && at === 0}
            end={at === 0 ? end : undefined}
          />
        </div>
      ))}
    </div>
  );
}
