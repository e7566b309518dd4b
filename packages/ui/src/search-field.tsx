import { useRef, type InputHTMLAttributes, type Ref } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import css from './field.module.css';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import type { Native } from './text-field.tsx';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface SearchFieldProps extends Omit<Native<InputHTMLAttributes<HTMLInputElement>>, 'onSubmit'> {
  /** The accessible name; also the placeholder when none is given. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter. */
  readonly onSubmit?: ((value: string) => void) | undefined;
  /** Key cap shown while empty; the app binds it. */
  readonly keys?: string | undefined;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

/** Escape clears first and leaves after. */
export function SearchField({
  label,
  value,
  onChange,
  onSubmit,
  keys,
  className,
  placeholder,
  ref,
  ...rest
}: SearchFieldProps) {
  const words = useWords(own);
  const box = useRef<HTMLDivElement>(null);
  return (
    <div ref={box} className={cx(css['search'], className)}>
      <Icon name="search" size="s" />
      <input
        {...rest}
        ref={ref}
        type="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onSubmit?.(value);
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (value === '') event.currentTarget.blur();
          else onChange('');
        }}
      />
      {value === '' ? (
        keys === undefined ? null : (
          <Kbd keys={keys} />
        )
      ) : (
        <IconButton
          icon="x"
          size="small"
          label={words.clearSearch}
          onClick={() => {
            onChange('');
            box.current?.querySelector('input')?.focus();
          }}
        />
      )}
    </div>
  );
}
