import {
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
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

interface Sized {
  readonly large?: boolean | undefined;
}

export type Native<P> = Omit<P, 'size' | 'onChange' | 'value' | 'className' | 'id' | 'children'>;

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
