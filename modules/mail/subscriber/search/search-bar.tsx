import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { IconButton, SearchField, useWords } from '@telink/ui';
import { useDesk } from '../page/desk.ts';
import { mailWords } from '../words.ts';
import { readFilters, writeFilters, type SearchFilters } from './chips.ts';
import css from './search.module.css';

const FilterForm = lazy(() => import('./filter-form.tsx'));

/** The search field. What is written shows hits at once; the filters rewrite the same line. */
export function SearchBar({
  query,
  onQuery,
  active,
}: {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly active: boolean;
}) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const box = useRef<HTMLDivElement>(null);
  const [filtering, setFiltering] = useState(false);
  useEffect(() => {
    if (active) box.current?.querySelector('input')?.focus();
  }, [active]);
  const filters = readFilters(query);
  const set = (part: Partial<SearchFilters>): void => onQuery(writeFilters({ ...filters, ...part }));
  return (
    <div
      ref={box}
      className={css['bar']}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        document.getElementById('mail-rows')?.focus();
      }}
    >
      <div className={css['line']}>
        <SearchField
          label={words.search.label}
          value={query}
          onChange={onQuery}
          keys="/"
          className={css['field']}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          data-mail-search=""
          onFocus={() => {
            if (!active && query !== '') desk.go({ kind: 'search' });
          }}
        />
        {active ? (
          <>
            <IconButton
              icon="list-filter"
              label={words.search.filters}
              pressed={filtering}
              onClick={() => setFiltering(!filtering)}
            />
            {desk.layout === 'three' ? (
              <IconButton
                icon="x"
                label={words.search.leave}
                onClick={() => desk.go({ kind: 'role', role: 'inbox' })}
              />
            ) : null}
          </>
        ) : null}
      </div>
      {active ? (
        <div className={css['chips']} role="group" aria-label={words.search.filters}>
          {(
            [
              ['unread', words.search.unread],
              ['attachment', words.search.attachment],
              ['flagged', words.search.flagged],
            ] as const
          ).map(([key, label]) => (
            <button
              key={key}
              type="button"
              aria-pressed={filters[key]}
              className={css['chip']}
              onClick={() => set({ [key]: !filters[key] })}
            >
              {label}
            </button>
          ))}
          {(['from', 'to', 'after', 'before'] as const).map((key) =>
            filters[key] === '' ? null : (
              <button
                key={key}
                type="button"
                className={css['chip']}
                aria-pressed
                aria-label={words.search.removeFilter(`${words.search[key]}: ${filters[key]}`)}
                onClick={() => set({ [key]: '' })}
              >
                {words.search[key]}: {filters[key]} ×
              </button>
            ),
          )}
        </div>
      ) : null}
      {active && filtering ? (
        <Suspense>
          <FilterForm filters={filters} onChange={set} onDone={() => setFiltering(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
