import { useFormat, useWords } from '@telink/ui';
import type { UsageSum } from '../contract.ts';
import { longDay, monthName, shortDay } from './say.ts';
import css from './usage.module.css';
import { words } from './words.ts';

/** Minutes between two grid lines: the least of these with which three steps reach over the highest day. */
const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480];
const [WIDTH, HEIGHT, GAP] = [620, 132, 1.5];

/** Bars for each day, calls at home below calls abroad; the same as a table for those who listen. */
export function DayChart({ sum }: { readonly sum: UsageSum }) {
  const said = useWords(words);
  const format = useFormat();
  const month = monthName(sum.month, sum.today, format);
  const days = sum.days.map(({ day, domestic, abroad }) => ({
    day,
    domestic: domestic / 60,
    abroad: abroad / 60,
    all: (domestic + abroad) / 60,
  }));
  const most = days.reduce((high, one) => (one.all > high.all ? one : high), days[0]!);
  const step = STEPS.find((one) => one * 3 >= most.all) ?? Math.ceil(most.all / 180) * 60;
  const tall = (minutes: number): number => (minutes / (step * 3)) * 121.5;
  const each = WIDTH / days.length;
  const left = (index: number): number => 3 + index * each;
  const bar = Math.min(14.7, each - 6);
  const now = days.findIndex(({ day }) => day === sum.today);
  const label =
    most.all === 0
      ? said.chartNone(month)
      : said.chart(month, longDay(most.day, format), String(Math.round(most.all)));
  return (
    <section className={css['chartPart']} aria-labelledby="usage-days">
      <div className={css['head']}>
        <h2 id="usage-days">{said.perDay}</h2>
        <span className={css['key']}>
          <i />
          {said.domestic}
        </span>
        <span className={css['key']} data-abroad="">
          <i />
          {said.abroad}
        </span>
      </div>
      <svg viewBox="0 -8 650 168" role="img" aria-label={label} className={css['chart']}>
        {[0, 1, 2, 3].map((line) => (
          <g key={line}>
            <line x1="0" x2={WIDTH} y1={HEIGHT - line * 40.5} y2={HEIGHT - line * 40.5} />
            <text x="628" y={HEIGHT - line * 40.5 + 4}>
              {line * step}
            </text>
          </g>
        ))}
        {days.map(({ day, domestic, abroad }, index) => (
          <g key={day}>
            {domestic > 0 ? (
              <rect
                x={left(index)}
                y={HEIGHT - tall(domestic)}
                width={bar}
                height={tall(domestic)}
                rx="1.5"
              />
            ) : null}
            {abroad > 0 ? (
              <rect
                data-abroad=""
                x={left(index)}
                y={HEIGHT - tall(domestic) - (domestic > 0 ? GAP : 0) - tall(abroad)}
                width={bar}
                height={tall(abroad)}
                rx="1.5"
              />
            ) : null}
            {index === now ? (
              <text x={left(index)} y="154" data-now="">
                {said.today}
              </text>
            ) : index % 7 === 0 && (now < 0 || Math.abs(index - now) > 3) ? (
              <text x={left(index)} y="154">
                {shortDay(day, format)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <div className={css['spoken']}>
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{said.day}</th>
              <th scope="col">{said.domestic}</th>
              <th scope="col">{said.abroad}</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ all }) => all > 0)
              .map(({ day, domestic, abroad }) => (
                <tr key={day}>
                  <th scope="row">{longDay(day, format)}</th>
                  <td>{Math.round(domestic)}</td>
                  <td>{Math.round(abroad)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
