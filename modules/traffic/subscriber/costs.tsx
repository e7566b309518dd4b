import { useFormat, useWords, type Format } from '@telink/ui';
import type { UsageSum } from '../contract.ts';
import { countryName, serviceName } from './say.ts';
import css from './usage.module.css';
import { words, type UsageWords } from './words.ts';

type Cost = UsageSum['costs'][number];

function nameOfCost(cost: Cost, sum: UsageSum, said: UsageWords, format: Format): string {
  if (cost.what === 'fee')
    return serviceName(sum.services.find(({ service }) => service === cost.service)) || said.what.fee;
  if (cost.what === 'discount') return cost.name?.[format.language] ?? said.what.discount;
  if (cost.country === undefined) return said.what[cost.what];
  const country = countryName(cost.country, format);
  return cost.what === 'roaming-data' ? said.dataIn(country) : said.roamingIn(country);
}

/** Each cost with its number and a bar of its share, and below it what is left of what is included. */
export function Costs({ sum }: { readonly sum: UsageSum }) {
  const said = useWords(words);
  const format = useFormat();
  const whole = sum.costs.reduce((total, { ore }) => total + Math.max(0, ore), 0);
  const rest = sum.allowances.filter(({ unit }) => unit !== 'bytes');
  const units = (unit: 'seconds' | 'pieces' | 'bytes', value: number): string =>
    unit === 'seconds'
      ? `${format.count(Math.floor(value / 60))} ${said.min}`
      : unit === 'bytes'
        ? format.bytes(value)
        : said.pieces(format.count(value));
  return (
    <section className={css['costs']}>
      <h2>{said.costs}</h2>
      {sum.costs.length === 0 ? <p className={css['note']}>{said.costless}</p> : null}
      <ul>
        {sum.costs.map((cost) => (
          <li
            key={`${cost.what} ${cost.service ?? ''} ${cost.country ?? ''} ${cost.name?.sv ?? ''}`}
            data-extra={cost.what === 'fee' ? undefined : ''}
          >
            <span>{nameOfCost(cost, sum, said, format)}</span>
            <span className={css['number']}>{format.amount(BigInt(cost.ore))}</span>
            <i aria-hidden="true">
              <i style={{ inlineSize: `${Math.max(0, cost.ore / Math.max(1, whole)) * 100}%` }} />
            </i>
          </li>
        ))}
      </ul>
      {rest.length === 0 ? null : (
        <>
          <h2>{said.left}</h2>
          <ul>
            {rest.map((one) => (
              <li key={`${one.service ?? ''} ${one.name.sv}`}>
                <span>{one.name[format.language]}</span>
                <span className={css['number']}>
                  {said.leftOf(units(one.unit, one.left), units(one.unit, one.of))}
                </span>
                <i aria-hidden="true">
                  <i style={{ inlineSize: `${((one.of - one.left) / Math.max(1, one.of)) * 100}%` }} />
                </i>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
