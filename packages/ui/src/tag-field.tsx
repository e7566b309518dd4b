import {
  useId,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { parseRecipients, withRecipients, type Recipient } from './addresses.ts';
import { announce } from './announce.tsx';
import { Avatar } from './avatar.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import menu from './menu.module.css';
import css from './tag-field.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface TagFieldProps {
  /** «Till» */
  readonly label: string;
  readonly value: readonly Recipient[];
  readonly onChange: (value: readonly Recipient[]) => void;
  /** Who fits what is written; the caller looks them up. */
  readonly suggestions: readonly Recipient[];
  readonly onText: (text: string) => void;
  /** At the right: «Kopia», «Dold». */
  readonly end?: ReactNode | undefined;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
  readonly className?: string | undefined;
}

function Marked({ text, part }: { readonly text: string; readonly part: string }) {
  const at = part === '' ? -1 : text.toLowerCase().indexOf(part.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + part.length)}</mark>
      {text.slice(at + part.length)}
    </>
  );
}

const nameOf = (one: Recipient) => one.name || one.address;

/**
 * Recipients as chips, with a list of who it might be. Enter, Tab, comma and semicolon take what is written or chosen;
 * a paste of several addresses becomes several chips; Backspace takes the last away; the left arrow walks into the chips.
 */
export function TagField({
  label,
  value,
  onChange,
  suggestions,
  onText,
  end,
  placeholder,
  autoFocus = false,
  ref,
  className,
}: TagFieldProps) {
  const words = useWords(own);
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [shut, setShut] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const taken = new Set(value.map((one) => one.address.toLowerCase()));
  const offered =
    text.trim() === '' ? [] : suggestions.filter((one) => !taken.has(one.address.toLowerCase())).slice(0, 8);
  const open = !shut && offered.length > 0;
  const at = Math.min(active, offered.length - 1);

  const write = (next: string) => {
    setText(next);
    setActive(0);
    setShut(false);
    onText(next);
  };
  const add = (added: readonly Recipient[]) => {
    onChange(withRecipients(value, added));
    write('');
    const wrong = added.find((one) => !one.valid);
    announce(wrong === undefined ? added.map(nameOf).join(', ') : words.badAddress(wrong.address));
  };
  const input = () => field.current?.querySelector<HTMLInputElement>('input') ?? null;
  const chips = () => [...(field.current?.querySelectorAll<HTMLButtonElement>('[data-chip] button') ?? [])];
  const remove = (index: number) => {
    const gone = value[index];
    if (gone === undefined) return;
    onChange(value.filter((_, place) => place !== index));
    announce(words.remove(nameOf(gone)));
    input()?.focus();
  };
  const take = () => {
    const chosen = open ? offered[at] : undefined;
    if (chosen !== undefined) return add([chosen]);
    const written = parseRecipients(text);
    if (written.length > 0) add(written);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    if (open && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault();
      setActive((at + (key === 'ArrowDown' ? 1 : -1) + offered.length) % offered.length);
    } else if (open && key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setShut(true);
    } else if ((key === 'Enter' && !event.ctrlKey && !event.metaKey) || key === ',' || key === ';') {
      event.preventDefault();
      take();
    } else if (key === 'Tab' && text.trim() !== '' && !event.shiftKey) {
      if (open) event.preventDefault();
      take();
    } else if (key === 'Backspace' && text === '') {
      remove(value.length - 1);
    } else if (
      key === 'ArrowLeft' &&
      event.currentTarget.selectionStart === 0 &&
      event.currentTarget.selectionEnd === 0
    ) {
      chips().at(-1)?.focus();
    }
  };
  const onChipKey = (event: KeyboardEvent<HTMLButtonElement>, index: number) => {
    if (event.key === 'ArrowLeft') chips()[index - 1]?.focus();
    else if (event.key === 'ArrowRight') (chips()[index + 1] ?? input())?.focus();
    else if (event.key === 'Backspace' || event.key === 'Delete') remove(index);
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = parseRecipients(event.clipboardData.getData('text/plain'));
    if (text !== '' || !(pasted.length > 1 || pasted[0]?.valid === true)) return;
    event.preventDefault();
    add(pasted);
  };

  return (
    // A press anywhere in the line goes to the input; the input itself is what keyboards reach.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={field}
      className={cx(css['line'], className)}
      onPointerDown={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        input()?.focus();
      }}
    >
      <label htmlFor={id} className={css['label']}>
        {label}
      </label>
      <div className={css['chips']}>
        {value.length === 0 ? null : (
          <ul className={css['list']} aria-label={label}>
            {value.map((one, index) => (
              <li
                key={one.address.toLowerCase()}
                data-chip=""
                className={cx(css['chip'], !one.valid && css['wrong'])}
                title={one.valid ? one.address : words.badAddress(one.address)}
              >
                {one.valid ? (
                  <Avatar name={one.name} address={one.address} size="xs" />
                ) : (
                  <Icon name="triangle-alert" size="xs" />
                )}
                <span className={css['name']}>{nameOf(one)}</span>
                {one.valid ? null : <VisuallyHidden>{words.badAddress('')}</VisuallyHidden>}
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={words.remove(nameOf(one))}
                  onClick={() => remove(index)}
                  onKeyDown={(event) => onChipKey(event, index)}
                >
                  <Icon name="x" size="xs" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <span className={css['writing']}>
          <input
            ref={ref}
            id={id}
            role="combobox"
            aria-expanded={open}
            aria-controls={open ? `${id}-list` : undefined}
            aria-autocomplete="list"
            aria-activedescendant={open ? `${id}-${at}` : undefined}
            aria-invalid={value.some((one) => !one.valid) || undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            inputMode="email"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a new message starts where its recipients are written
            autoFocus={autoFocus}
            placeholder={value.length === 0 ? placeholder : undefined}
            value={text}
            onChange={(event) => write(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onBlur={() => {
              const written = parseRecipients(text);
              if (written.length > 0) add(written);
            }}
          />
          {open ? (
            <ul id={`${id}-list`} role="listbox" aria-label={label} className={css['offers']}>
              {offered.map((one, index) => (
                // Options are driven from the input (aria-activedescendant); the mouse is an extra.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                <li
                  key={one.address}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  tabIndex={-1}
                  className={menu['item']}
                  data-focused={index === at || undefined}
                  onPointerDown={(event) => event.preventDefault()}
                  onPointerEnter={() => setActive(index)}
                  onClick={() => add([one])}
                >
                  <Avatar name={one.name} address={one.address} size="s" />
                  <span className={menu['label']}>
                    <Marked text={nameOf(one)} part={text.trim()} />
                  </span>
                  {one.name === '' ? null : (
                    <span className={menu['detail']}>
                      <Marked text={one.address} part={text.trim()} />
                    </span>
                  )}
                </li>
              ))}
            </ul>
          ) : null}
        </span>
        <span role="status">
          <VisuallyHidden>{open ? words.suggestions(offered.length) : ''}</VisuallyHidden>
        </span>
      </div>
      {end === undefined ? null : <span className={css['end']}>{end}</span>}
    </div>
  );
}
