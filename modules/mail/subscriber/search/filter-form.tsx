import { Button, TextField, useWords } from '@telink/ui';
import { DateField } from '@telink/ui/date-field';
import { mailWords } from '../words-more.ts';
import type { SearchFilters } from './chips.ts';
import css from './search.module.css';

/** The filters with room to write: from, to and dates. */
export default function FilterForm({
  filters,
  onChange,
  onDone,
}: {
  readonly filters: SearchFilters;
  readonly onChange: (part: Partial<SearchFilters>) => void;
  readonly onDone: () => void;
}) {
  const words = useWords(mailWords);
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <TextField
        label={words.search.from}
        placeholder={words.search.who}
        value={filters.from}
        onChange={(from) => onChange({ from })}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        label={words.search.to}
        placeholder={words.search.who}
        value={filters.to}
        onChange={(to) => onChange({ to })}
        autoComplete="off"
        spellCheck={false}
      />
      <DateField
        label={words.search.after}
        value={filters.after === '' ? null : filters.after}
        onChange={(day) => onChange({ after: day ?? '' })}
      />
      <DateField
        label={words.search.before}
        value={filters.before === '' ? null : filters.before}
        onChange={(day) => onChange({ before: day ?? '' })}
      />
      <Button type="submit" size="small">
        {words.search.apply}
      </Button>
    </form>
  );
}
