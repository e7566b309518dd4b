import type { IncidentSummary } from '#contract/privacy';
import { Chip, useFormat, useWords } from '@telink/ui';
import { words } from './words.ts';

const HOUR = 3_600_000;

/** How much time a clock has left, or how it went. */
export function ClockChip({
  clock,
  now,
}: {
  readonly clock: IncidentSummary['clocks'][number];
  readonly now: number;
}) {
  const said = useWords(words);
  const { count } = useFormat();
  if (clock.answeredAt !== null || clock.due === null)
    return (
      <Chip
        kind={clock.state === 'late' ? 'bad' : clock.state === 'in-time' ? 'ok' : 'warn'}
        icon={clock.state === 'in-time' ? 'check' : 'triangle-alert'}
      >
        {clock.answeredAt === null ? said.noNumber : said.clockStates[clock.state]}
      </Chip>
    );
  const left = Date.parse(clock.due) - now;
  if (left < 0)
    return (
      <Chip kind="bad" icon="triangle-alert">
        {said.over(count(Math.ceil(-left / HOUR)))}
      </Chip>
    );
  return (
    <Chip kind="warn" icon="hourglass">
      {left < HOUR ? said.lastHour : said.hours(count(Math.floor(left / HOUR)))}
    </Chip>
  );
}
