import { useId, type ReactNode } from 'react';
import css from './field.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface FieldLook {
  readonly label: ReactNode;
  /** Below the field; an error takes its place. */
  readonly hint?: ReactNode | undefined;
  /** What is wrong and what to do about it. */
  readonly error?: ReactNode | undefined;
  /** At the right of the label: a link, or the rest of a limit. */
  readonly beside?: ReactNode | undefined;
  readonly optional?: boolean | undefined;
  readonly className?: string | undefined;
}

export interface ControlIds {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

/** Label above, control, hint or error below. The control gets the ids that tie them together. */
export function Field({
  label,
  hint,
  error,
  beside,
  optional = false,
  className,
  children,
}: FieldLook & { readonly children: (ids: ControlIds) => ReactNode }) {
  const id = useId();
  const words = useWords(own);
  const wrong = error !== undefined && error !== null && error !== false && error !== '';
  const note = wrong || hint !== undefined;
  return (
    <div className={cx(css['field'], className)}>
      <div className={css['head']}>
        <label className={css['label']} htmlFor={id}>
          {label}
          {optional ? <span className={css['optional']}> {words.optional}</span> : null}
        </label>
        {beside}
      </div>
      {children({
        id,
        ...(note ? { 'aria-describedby': `${id}-note` } : {}),
        ...(wrong ? { 'aria-invalid': true as const } : {}),
      })}
      {/* The live region stands before the error does, or it is not read. */}
      <div id={`${id}-note`} aria-live="polite" className={note ? undefined : css['empty']}>
        {wrong ? (
          <FieldError>{error}</FieldError>
        ) : hint === undefined ? null : (
          <div className={css['hint']}>{hint}</div>
        )}
      </div>
    </div>
  );
}

export function FieldError({ children }: { readonly children: ReactNode }) {
  return (
    <div className={css['error']}>
      <Icon name="triangle-alert" size="xs" />
      <span>{children}</span>
    </div>
  );
}
