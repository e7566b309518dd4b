import { parseDate } from '@internationalized/date';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Group,
  Label,
  Popover,
  Text,
} from 'react-aria-components/DatePicker';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { iconButtonClass } from './button.tsx';
import css from './date-field.module.css';
import { FieldError } from './field.tsx';
import field from './field.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { Localized } from './localized.tsx';
import menu from './menu.module.css';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface DateFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** ISO day, «2026-11-24»; null when empty. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  /** ISO days, inclusive. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly large?: boolean | undefined;
}

/** A day, written or picked. Weeks begin on Monday. */
export function DateField({
  label,
  hint,
  error,
  value,
  onChange,
  min,
  max,
  disabled = false,
  large = false,
}: DateFieldProps) {
  const words = useWords(own);
  return (
    <Localized>
      <DatePicker
        className={field['field'] ?? ''}
        value={value === null ? null : parseDate(value)}
        onChange={(day) => onChange(day === null ? null : day.toString())}
        {...(min === undefined ? {} : { minValue: parseDate(min) })}
        {...(max === undefined ? {} : { maxValue: parseDate(max) })}
        isDisabled={disabled}
        isInvalid={error !== undefined}
        shouldForceLeadingZeros
        firstDayOfWeek="mon"
      >
        <Label className={field['label'] ?? ''}>{label}</Label>
        <Group className={cx(field['box'], large && field['large'], css['group'])}>
          <DateInput className={css['input'] ?? ''}>
            {(segment) => <DateSegment segment={segment} className={css['segment'] ?? ''} />}
          </DateInput>
          <Button className={iconButtonClass('small')} aria-label={words.chooseDate}>
            <Icon name="calendar" size="s" />
          </Button>
        </Group>
        {error !== undefined ? (
          <Text slot="errorMessage">
            <FieldError>{error}</FieldError>
          </Text>
        ) : hint === undefined ? null : (
          <Text slot="description" className={field['hint'] ?? ''}>
            {hint}
          </Text>
        )}
        <Popover className={cx(menu['popover'], css['popover'])} offset={6}>
          <Dialog data-own-keys="" className={css['dialog'] ?? ''}>
            <Calendar firstDayOfWeek="mon">
              <header className={css['head']}>
                <Heading className={css['title'] ?? ''} />
                <Button slot="previous" className={iconButtonClass()} aria-label={words.previousMonth}>
                  <Icon name="chevron-left" />
                </Button>
                <Button slot="next" className={iconButtonClass()} aria-label={words.nextMonth}>
                  <Icon name="chevron-right" />
                </Button>
              </header>
              <CalendarGrid className={css['grid'] ?? ''} weekdayStyle="short">
                <CalendarGridHeader>
                  {(day) => <CalendarHeaderCell className={css['weekday'] ?? ''}>{day}</CalendarHeaderCell>}
                </CalendarGridHeader>
                <CalendarGridBody>
                  {(date) => <CalendarCell date={date} className={css['day'] ?? ''} />}
                </CalendarGridBody>
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </Localized>
  );
}
