import {
  useRef,
  useState,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { Field, type FieldLook } from './field.tsx';
import css from './field.module.css';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-data.ts';
import { Kbd } from './kbd.tsx';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

interface Sized {
  readonly large?: boolean | undefined;
}

type Native<P> = Omit<P, 'size' | 'onChange' | 'value' | 'className' | 'id' | 'children'>;

export interface TextFieldProps extends FieldLook, Sized, Native<InputHTMLAttributes<HTMLInputElement>> {
  readonly value?: string | undefined;
  readonly onChange?: ((value: string) => void) | undefined;
  readonly icon?: IconName | undefined;
  /** Inside the box, at its end. */
  readonly end?: ReactNode | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

function boxOf(large: boolean | undefined, extra?: string): string {
  return cx(css['box'], large && css['large'], extra);
}

export function TextField({
  label,
  hint,
  error,
  beside,
  optional,
  className,
  large,
  icon,
  end,
  onChange,
  disabled,
  ...input
}: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, beside, optional, className }}>
      {(ids) => (
        <div
          className={boxOf(large)}
          data-invalid={ids['aria-invalid']}
          data-disabled={disabled || undefined}
        >
          {icon === undefined ? null : <Icon name={icon} size="s" />}
          <input
            {...input}
            {...ids}
            disabled={disabled}
            onChange={(event) => onChange?.(event.currentTarget.value)}
          />
          {end}
        </div>
      )}
    </Field>
  );
}

export interface TextAreaProps extends FieldLook, Sized, Native<TextareaHTMLAttributes<HTMLTextAreaElement>> {
  readonly value?: string | undefined;
  readonly onChange?: ((value: string) => void) | undefined;
  readonly ref?: Ref<HTMLTextAreaElement> | undefined;
}

export function TextArea({
  label,
  hint,
  error,
  beside,
  optional,
  className,
  large,
  onChange,
  disabled,
  ...area
}: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, beside, optional, className }}>
      {(ids) => (
        <div
          className={boxOf(large, css['area'])}
          data-invalid={ids['aria-invalid']}
          data-disabled={disabled || undefined}
        >
          <textarea
            rows={3}
            {...area}
            {...ids}
            disabled={disabled}
            onChange={(event) => onChange?.(event.currentTarget.value)}
          />
        </div>
      )}
    </Field>
  );
}

/** A password that can be looked at. Pass `autoComplete` «current-password» or «new-password». */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'end'>) {
  const [open, setOpen] = useState(false);
  const words = useWords(own);
  return (
    <TextField
      autoComplete="current-password"
      autoCapitalize="off"
      spellCheck={false}
      {...props}
      type={open ? 'text' : 'password'}
      end={
        <IconButton
          icon={open ? 'eye-off' : 'eye'}
          label={open ? words.hidePassword : words.showPassword}
          onClick={() => setOpen(!open)}
        />
      }
    />
  );
}

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

export interface SelectProps<V extends string>
  extends FieldLook, Sized, Native<SelectHTMLAttributes<HTMLSelectElement>> {
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly options: readonly {
    readonly value: V;
    readonly label: string;
    readonly disabled?: boolean | undefined;
  }[];
}

/** One of a list. The browser's own list: right on every phone, and no script. */
export function Select<V extends string>({
  label,
  hint,
  error,
  beside,
  optional,
  className,
  large,
  value,
  onChange,
  options,
  disabled,
  ...select
}: SelectProps<V>) {
  return (
    <Field {...{ label, hint, error, beside, optional, className }}>
      {(ids) => (
        <div
          className={boxOf(large)}
          data-invalid={ids['aria-invalid']}
          data-disabled={disabled || undefined}
        >
          <select
            {...select}
            {...ids}
            disabled={disabled}
            className={css['select']}
            value={value}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.currentTarget.value);
              if (chosen !== undefined) onChange(chosen.value);
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" size="s" className={css['chevron']} />
        </div>
      )}
    </Field>
  );
}
