import type { ReactNode } from 'react';
import {
  Button,
  ComboBox as AriaComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components/ComboBox';
import { iconButtonClass } from './button.tsx';
import { cx } from './cx.ts';
import { FieldError } from './field.tsx';
import css from './field.module.css';
import { Icon } from './icon.tsx';
import { Localized } from './localized.tsx';
import menu from './menu.module.css';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface ComboOption {
  readonly id: string;
  readonly label: string;
  /** At the right, faint. */
  readonly detail?: string | undefined;
  readonly mark?: ReactNode | undefined;
}

export interface ComboBoxProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly options: readonly ComboOption[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** What is written, for options fetched while writing; the list is then not filtered here. */
  readonly text?: string | undefined;
  readonly onText?: ((text: string) => void) | undefined;
  readonly large?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly placeholder?: string | undefined;
}

/** One of many, found by writing. */
export function ComboBox({
  label,
  hint,
  error,
  options,
  value,
  onChange,
  text,
  onText,
  large = false,
  disabled = false,
  placeholder,
}: ComboBoxProps) {
  const words = useWords(own);
  const fetched = text !== undefined && onText !== undefined;
  return (
    <Localized>
      <AriaComboBox
        className={css['field'] ?? ''}
        value={value}
        onChange={(key) => onChange(key === null ? null : String(key))}
        isInvalid={error !== undefined}
        isDisabled={disabled}
        menuTrigger="focus"
        allowsEmptyCollection
        {...(fetched
          ? { items: options, inputValue: text, onInputChange: onText }
          : { defaultItems: options })}
      >
        <Label className={css['label'] ?? ''}>{label}</Label>
        <div
          className={cx(css['box'], large && css['large'])}
          data-invalid={error === undefined ? undefined : true}
          data-disabled={disabled || undefined}
        >
          <Input {...(placeholder === undefined ? {} : { placeholder })} />
          <Button className={iconButtonClass('small')} aria-label={words.open}>
            <Icon name="chevron-down" size="s" />
          </Button>
        </div>
        {error !== undefined ? (
          <Text slot="errorMessage">
            <FieldError>{error}</FieldError>
          </Text>
        ) : hint === undefined ? null : (
          <Text slot="description" className={css['hint'] ?? ''}>
            {hint}
          </Text>
        )}
        <Popover className={menu['popover'] ?? ''} offset={4}>
          <ListBox<ComboOption>
            className={menu['menu'] ?? ''}
            renderEmptyState={() => <div className={menu['none']}>{words.noMatches}</div>}
          >
            {(option) => (
              <ListBoxItem id={option.id} textValue={option.label} className={menu['item'] ?? ''}>
                {option.mark}
                <span className={menu['label']}>{option.label}</span>
                {option.detail === undefined ? null : <span className={menu['detail']}>{option.detail}</span>}
                <Icon name="check" size="s" className={menu['tick']} />
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </AriaComboBox>
    </Localized>
  );
}
