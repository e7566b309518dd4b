import { VisuallyHidden } from '@telink/ui';
import css from './traffic.module.css';

export interface DayBar {
  readonly key: string;
  readonly value: number;
  /** What the bar says, read out and on hover: «24 nov: 18 204 poster». */
  readonly label: string;
  readonly late?: boolean | undefined;
}

/** One bar a day. A list, so that each is read out with its number; the height only repeats it. */
export function DayBars({
  bars,
  from,
  to,
  label,
}: {
  readonly bars: readonly DayBar[];
  readonly label: string;
  readonly from: string;
  readonly to: string;
}) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <div>
      <ol className={css['bars']} aria-label={label}>
        {bars.map((bar) => (
          <li key={bar.key} title={bar.label}>
            <i
              style={{ blockSize: `${(bar.value / most) * 100}%` }}
              data-late={bar.late === true || undefined}
              aria-hidden="true"
            />
            <VisuallyHidden>{bar.label}</VisuallyHidden>
          </li>
        ))}
      </ol>
      <div className={css['ends']} aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </div>
    </div>
  );
}
