import { readFileSync } from 'node:fs';
import { dayAt, isDay } from '#modules/customers';
import { checkBundle, dueDays } from '#modules/privacy';
import { queryOf } from '#platform/db';
import type { Command } from './commands.ts';
import { withHouse } from './reach.ts';

/** A day, or the day in the operator's zone of an ISO time with its zone. */
function receivedDay(text: string, zone: string): string | undefined {
  if (isDay(text)) return text;
  const time = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? undefined : dayAt(time, zone);
}

export const requestsCommands: readonly Command[] = [
  {
    words: ['privacy', 'deadline'],
    takes: 'RECEIVED',
    does: 'says when a request that arrived on this day, or at this ISO time, must be answered',
    flags: ['extended'],
    run: ({ args: [given = ''], options, config, json, io }) => {
      const received = receivedDay(given, config.timeZone);
      if (received === undefined) {
        io.complain(`«${given}» is no day such as 2026-11-24, and no ISO time with its zone.`);
        return 2;
      }
      const due = dueDays(received, { extended: options['extended'] === true });
      io.out(json ? JSON.stringify(due) : `Answer by ${due.target}; the law allows until ${due.latest}.`);
      return 0;
    },
  },
  {
    words: ['privacy', 'bundle'],
    takes: 'FILE',
    does: 'checks a complaint bundle: that we signed it, and that each entry stands in the audit chain',
    run: ({ args: [file = ''], config, json, io }) =>
      withHouse(config, async (house) => {
        const verdict = await checkBundle(
          queryOf(house.ctx('privacy-bundle')),
          house.keys,
          readFileSync(file, 'utf8'),
        );
        if (json) io.out(JSON.stringify(verdict));
        else
          io.out(
            verdict.ok
              ? `The bundle is ours, and its ${verdict.entries} entries stand in the chain.`
              : `The bundle does not hold: ${verdict.reason}${verdict.seq === undefined ? '' : ` (entry ${verdict.seq})`}.`,
          );
        return verdict.ok ? 0 : 1;
      }),
  },
];
