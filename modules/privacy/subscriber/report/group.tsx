import { useFormat, useLanguage, useWords } from '@telink/ui';
import type { HeldField } from '#contract/privacy';
import css from './held.module.css';
import { sayValue } from './say-value.ts';
import { words } from './words.ts';

/** All of which the same is true: what it is on one side, why, from where and until when on the other. */
export function Group({ fields }: { readonly fields: readonly HeldField[] }) {
  const said = useWords(words);
  const format = useFormat();
  const { language } = useLanguage();
  const [first] = fields;
  if (first === undefined) return null;
  const from = first.sources.map(({ source, at }) =>
    at === null ? source : `${source}, ${format.date(Date.parse(at))}`,
  );
  const say =
    (place: string) =>
    (held: string): string =>
      sayValue(place, held, { format, language, words: said.known });
  const value = ({ place, values, samples }: HeldField): string =>
    values === samples.length ? format.list(samples.map(say(place))) : said.values(values);
  return (
    <div className={css['group']}>
      <dl className={css['values']}>
        {namesFirst(fields.filter(isFirst)).map((field) => (
          <div key={field.place}>
            <dt>{field.name}</dt>
            <dd>{value(field)}</dd>
          </div>
        ))}
      </dl>
      <dl className={css['reasons']}>
        <div>
          <dt>{said.head.why}</dt>
          <dd>{format.list(first.purposes)}</dd>
        </div>
        <div>
          <dt>{said.head.from}</dt>
          <dd>{from.join('; ')}</dd>
        </div>
        <div>
          <dt>{said.head.until}</dt>
          <dd>{first.until}</dd>
        </div>
      </dl>
    </div>
  );
}

/** The same id or name is held in several places; it is said once. */
const isFirst = (field: HeldField, index: number, all: readonly HeldField[]): boolean =>
  all.findIndex(({ name, samples }) => name === field.name && samples[0] === field.samples[0]) === index;

/** Random names of ours come last: nobody looks for them. */
const namesFirst = (fields: readonly HeldField[]): HeldField[] =>
  fields.toSorted((a, b) => Number(isId(a)) - Number(isId(b)));
const isId = ({ place }: HeldField): boolean => place.endsWith('_id');
