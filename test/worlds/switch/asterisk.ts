import type { SwitchCall } from './day.ts';
import { dial, dialled } from './dialled.ts';
import type { Rows } from './format.ts';
import { wallClock } from './wall-clock.ts';

/** Master.csv with all 21 columns. */
export function asteriskRows({ timeZone, restarts }: { timeZone: string; restarts: number }): Rows {
  const shown = wallClock(timeZone);
  let sequence = 0;
  return {
    header: '',
    rows: (call: SwitchCall) => {
      if (restarts > 0 && call.index % restarts === 0) sequence = 0;
      const id = `${call.began / 1000}.${call.index}`;
      const { from: src, to: dst } = dialled(call);
      const context = call.direction === 'out' ? 'from-internal' : 'from-trunk';
      const began = shown(call.began);
      const answer = call.answered === undefined ? '' : shown(call.answered);
      const ends = call.answered === undefined ? call.began + 20_000 : call.answered + call.seconds * 1000;
      const end = shown(ends);
      const duration = (ends - call.began) / 1000;
      const line = (
        channel: string,
        to: string,
        at: string,
        finish: string,
        long: number,
        bill: number,
        how: string,
      ) => {
        sequence += 1;
        return `"","${src}","${dst}","${context}","""Åsa"" <${src}>","${channel}","${to}","Dial","${to},60","${began}","${at}","${finish}","${long}","${bill}","${how}","DOCUMENTATION","${id}","","","${id}","${sequence}"\n`;
      };
      let text = '';
      for (let at = 0; at < call.ringing; at += 1)
        text += line(
          `PJSIP/a-${call.index}`,
          `PJSIP/desk${at}-${call.index}`,
          '',
          end,
          duration,
          0,
          'NO ANSWER',
        );
      if (call.local)
        for (const half of [1, 2])
          text += line(
            `Local/${dst}@ctx-${call.index};${half}`,
            `PJSIP/x-${call.index}`,
            answer,
            answer,
            0,
            0,
            'ANSWERED',
          );
      const how = call.answered === undefined ? 'NO ANSWER' : 'ANSWERED';
      return (
        text +
        line(`PJSIP/a-${call.index}`, `PJSIP/t-${call.index}`, answer, end, duration, call.seconds, how)
      );
    },
    legs: (call) => call.ringing + (call.local ? 2 : 0),
    broken: (call) => `"","${dial(call.served)}","broken, and never closed\n`,
  };
}
