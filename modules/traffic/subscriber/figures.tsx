import { Amount, Meter, useFormat, useWords } from '@telink/ui';
import type { UsageSum } from '../contract.ts';
import { gigabytes, monthName, serviceName } from './say.ts';
import css from './usage.module.css';
import { words } from './words.ts';

/** The cap that is nearest: what the reader has to know first. */
export const nearestCap = (sum: UsageSum): UsageSum['caps'][number] | undefined =>
  sum.caps.toSorted(
    (a, b) =>
      Number(b.state !== 'below') - Number(a.state !== 'below') ||
      Number(b.on === 'all') - Number(a.on === 'all') ||
      b.percent - a.percent,
  )[0];

/** What it has come to, how much was said, what is left. */
export function Figures({ sum }: { readonly sum: UsageSum }) {
  const said = useWords(words);
  const format = useFormat();
  const month = monthName(sum.month, sum.today, format);
  const data = sum.allowances.filter(({ unit }) => unit === 'bytes');
  const [left, of, rolled] = (['left', 'of', 'rolledOver'] as const).map((what) =>
    data.reduce((total, one) => total + one[what], 0),
  ) as [number, number, number];
  const cap = nearestCap(sum);
  const cost = sum.basis === 'with-vat' ? sum.withVatOre : sum.withoutVatOre;
  const [hours, minutes] = [Math.floor(sum.seconds / 3600), Math.floor((sum.seconds % 3600) / 60)];
  return (
    <div className={css['figures']}>
      <Amount
        label={sum.today.startsWith(sum.month) ? said.soFar(month) : said.inAll(month)}
        unit={sum.basis === 'with-vat' ? said.kr : said.krWithoutVat}
      >
        {format.amount(BigInt(cost))}
      </Amount>
      <Amount label={said.called}>
        {hours > 0 ? (
          <>
            {hours} <small>{said.h}</small>{' '}
          </>
        ) : null}
        {minutes} <small>{said.min}</small>
      </Amount>
      {data.length > 0 ? (
        <div>
          <Amount label={said.dataLeft} unit={said.gbOf(gigabytes(of, format))}>
            {gigabytes(left, format)}
          </Amount>
          <div className={css['meter']}>
            <Meter
              label={said.dataMeter}
              value={of - left}
              max={of}
              text={said.leftOf(format.bytes(of - left), format.bytes(of))}
            />
          </div>
          {rolled > 0 ? <p className={css['note']}>{said.rolledOver(format.bytes(rolled))}</p> : null}
        </div>
      ) : (
        <Amount label={said.dataUsed} unit={said.gb}>
          {gigabytes(sum.bytes, format)}
        </Amount>
      )}
      {cap === undefined ? null : (
        <div>
          <Amount label={said.caps[cap.on]} unit={said.percentOf(format.kronor(BigInt(cap.limitOre)))}>
            {cap.percent}
          </Amount>
          <div className={css['meter']} data-state={cap.state}>
            <Meter
              label={said.caps[cap.on]}
              value={cap.spentOre}
              max={cap.limitOre}
              text={said.leftOf(format.kronor(BigInt(cap.spentOre)), format.kronor(BigInt(cap.limitOre)))}
            />
          </div>
          {sum.services.length > 1 ? (
            <p className={css['note']}>
              {serviceName(sum.services.find(({ service }) => service === cap.service))}
            </p>
          ) : null}
        </div>
      )}
    </div>
  );
}
