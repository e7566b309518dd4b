import { buttonClass } from './button.tsx';
import { Field, type FieldLook } from './field.tsx';
import css from './file-field.module.css';
import { Icon } from './icon.tsx';

export interface FileFieldProps extends FieldLook {
  /** On the button: a verb. */
  readonly choose: string;
  /** Beside the button while there is no file. */
  readonly none: string;
  /** Name of the file that is chosen or was dropped. */
  readonly name: string | undefined;
  readonly accept?: string | undefined;
  readonly onChange: (file: File | undefined) => void;
}

/** A file from the own machine. The browser's own field lies over the button, unseen: its words would be in the browser's language. */
export function FileField({ choose, none, name, accept, onChange, ...look }: FileFieldProps) {
  return (
    <Field {...look}>
      {(ids) => (
        <span className={css['file']}>
          <span className={buttonClass({})} aria-hidden="true">
            <Icon name="file-text" />
            {choose}
          </span>
          <span className={css['name']}>{name ?? none}</span>
          <input
            {...ids}
            type="file"
            className={css['input']}
            {...(accept === undefined ? {} : { accept })}
            onChange={(event) => onChange(event.currentTarget.files?.[0])}
          />
        </span>
      )}
    </Field>
  );
}
