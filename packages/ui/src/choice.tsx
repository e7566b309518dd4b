import { useEffect, useId, useRef, type ReactNode } from 'react';
import css from './choice.module.css';
import { cx } from './cx.ts';
import { BareLink } from './link.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface CheckProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  readonly name?: string | undefined;
}

/** `indeterminate`: some of them. `hideLabel` keeps the name for those who listen, for check boxes in lists. */
export function Checkbox({
  label,
  hint,
  checked,
  onChange,
  disabled,
  name,
  indeterminate = false,
  hideLabel = false,
}: CheckProps & { readonly indeterminate?: boolean | undefined; readonly hideLabel?: boolean | undefined }) {
  const box = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <label className={cx(css['choice'], hideLabel && css['bare'])}>
      <input
        ref={box}
        type="checkbox"
        className={css['check']}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : id}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : <span>{label}</span>}
      {hint === undefined ? null : (
        <span id={id} className={css['hint']}>
          {hint}
        </span>
      )}
    </label>
  );
}

/** Takes effect at once, without saving. */
export function Switch({ label, hint, checked, onChange, disabled, name }: CheckProps) {
  const id = useId();
  return (
    <label className={css['switchRow']}>
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        className={css['switch']}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : id}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {hint === undefined ? null : (
        <span id={id} className={css['hint']}>
          {hint}
        </span>
      )}
    </label>
  );
}

export interface Option<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  readonly hint?: ReactNode | undefined;
  /** At the right: a price, a chip. */
  readonly end?: ReactNode | undefined;
  readonly disabled?: boolean | undefined;
}

export interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly hideLabel?: boolean | undefined;
  readonly value: V | undefined;
  readonly onChange: (value: V) => void;
  readonly options: readonly Option<V>[];
  readonly className?: string | undefined;
}

/** One of a few, each with room to say what it means. */
export function RadioCards<V extends string>({
  label,
  hideLabel = false,
  value,
  onChange,
  options,
  className,
}: ChoiceProps<V>) {
  const name = useId();
  return (
    <fieldset className={className}>
      <legend className={hideLabel ? undefined : css['legend']}>
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </legend>
      <div className={css['cards']}>
        {options.map((option) => (
          <label key={option.value} className={css['card']}>
            <input
              type="radio"
              className={css['radio']}
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <span className={css['name']}>{option.label}</span>
            {option.end === undefined ? null : <span>{option.end}</span>}
            {option.hint === undefined ? null : <span className={css['hint']}>{option.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of a few short ones, side by side: a period, a view. */
export function Segments<V extends string>({ label, value, onChange, options, className }: ChoiceProps<V>) {
  const name = useId();
  return (
    <fieldset className={cx(css['segments'], className)}>
      <legend>
        <VisuallyHidden>{label}</VisuallyHidden>
      </legend>
      {options.map((option) => (
        <label key={option.value} className={css['segment']}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

/** The same, where each choice is an address of its own. */
export function SegmentLinks({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly {
    readonly href: string;
    readonly label: ReactNode;
    readonly current?: boolean | undefined;
  }[];
}) {
  return (
    <nav aria-label={label} className={css['segments']}>
      {items.map((item) => (
        <BareLink
          key={item.href}
          href={item.href}
          className={css['segment']}
          aria-current={item.current === true ? 'page' : undefined}
        >
          {item.label}
        </BareLink>
      ))}
    </nav>
  );
}
