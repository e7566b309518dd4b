import { FieldError, Select, Switch, useFormat, useWords } from '@telink/ui';
import type { ServiceView } from '../contract.ts';
import css from './services.module.css';
import { useLimits, type Field } from './use-services.ts';
import { words } from './words.ts';

/** In öre. What somebody has that is not among them is added. */
const SPEND = [10_000, 30_000, 50_000, 100_000, 150_000, 200_000, 500_000];
const ABROAD = [20_000, 55_000, 100_000, 200_000, 500_000];

/** What the one who pays decides; each choice takes effect at once. */
export function LimitsForm({ given, name }: { readonly given: ServiceView; readonly name: string }) {
  const said = useWords(words);
  const { service, problems, change } = useLimits(given);
  const problem = (field: Field): string | undefined => {
    const code = problems[field];
    if (code === undefined) return undefined;
    return code in said.problems ? said.problems[code as keyof typeof said.problems] : said.problems.other;
  };
  const calls = service.kind !== 'data';
  const roams = service.kind === 'mobile' || service.kind === 'data';
  return (
    <div role="group" aria-label={said.limitsOf(name)} className={css['limits']}>
      <CapField
        label={said.spendCap}
        hint={said.spendCapHint}
        value={service.spendCapOre}
        offered={SPEND}
        error={problem('spendCapOre')}
        onChange={(spendCapOre) => change({ spendCapOre })}
      />
      {roams ? (
        <CapField
          label={said.roamingCap}
          hint={said.roamingCapHint}
          value={service.roamingCapOre}
          offered={ABROAD}
          error={problem('roamingCapOre')}
          onChange={(roamingCapOre) => change({ roamingCapOre })}
        />
      ) : null}
      <div className={css['switches']}>
        {calls ? (
          <>
            <Choice
              label={said.barPremium}
              checked={service.barPremium}
              error={problem('barPremium')}
              onChange={(barPremium) => change({ barPremium })}
            />
            <Choice
              label={said.barInternational}
              checked={service.barInternational}
              error={problem('barInternational')}
              onChange={(barInternational) => change({ barInternational })}
            />
          </>
        ) : null}
        {roams ? (
          <Choice
            label={said.barRoaming}
            checked={service.barRoaming}
            error={problem('barRoaming')}
            onChange={(barRoaming) => change({ barRoaming })}
          />
        ) : null}
        <Choice
          label={said.itemised}
          hint={service.masked ? said.itemisedHint.masked : said.itemisedHint.all}
          checked={service.itemised}
          error={problem('itemised')}
          onChange={(itemised) => change({ itemised })}
        />
      </div>
    </div>
  );
}

function Choice({
  error,
  ...look
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly checked: boolean;
  readonly error: string | undefined;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <div>
      <Switch {...look} />
      <div aria-live="polite">{error === undefined ? null : <FieldError>{error}</FieldError>}</div>
    </div>
  );
}

function CapField({
  label,
  hint,
  value,
  offered,
  error,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly value: number | null;
  readonly offered: readonly number[];
  readonly error: string | undefined;
  readonly onChange: (value: number | null) => void;
}) {
  const said = useWords(words);
  const format = useFormat();
  const amounts = [...new Set([...offered, ...(value === null ? [] : [value])])].toSorted((a, b) => a - b);
  return (
    <Select
      label={label}
      hint={hint}
      error={error}
      value={value === null ? 'none' : String(value)}
      onChange={(text) => onChange(text === 'none' ? null : Number(text))}
      options={[
        ...amounts.map((ore) => ({ value: String(ore), label: format.kronor(BigInt(ore)) })),
        { value: 'none', label: said.noCap },
      ]}
    />
  );
}
