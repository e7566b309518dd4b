import type { SwitchCall } from './day.ts';
import type { Rows } from './format.ts';
import { dialled } from './dialled.ts';
import { wallClock } from './wall-clock.ts';

/** A channel's id that is the same whenever the day is made again. */
const uuid = (index: number, leg: number): string =>
  `00000000-0000-4000-8000-${leg}${index.toString(16).padStart(11, '0')}`;

interface Channel {
  readonly from: string;
  readonly to: string;
  readonly began: number;
  readonly answered: number;
  readonly ended: number;
}
const channelOf = (call: SwitchCall): Channel => {
  const { from, to } = dialled(call);
  const ended = call.answered === undefined ? call.began + 20_000 : call.answered + call.seconds * 1000;
  return { from, to, began: call.began, answered: call.answered ?? 0, ended };
};

/** mod_cdr_csv in the default template's order: the caller's channel alone, as it is set up by default. */
export function freeswitchCsvRows({ timeZone }: { timeZone: string }): Rows {
  const shown = wallClock(timeZone);
  return {
    header: '',
    rows: (call) => {
      const { from, to, began, answered, ended } = channelOf(call);
      const bleg = answered === 0 ? '' : uuid(call.index, 1);
      return `"Åsa, ""x""","${from}","${to}","${call.direction === 'in' ? 'public' : 'default'}","${shown(began)}","${answered === 0 ? '' : shown(answered)}","${shown(ended)}","${(ended - began) / 1000}","${call.seconds}","${answered === 0 ? 'NO_ANSWER' : 'NORMAL_CLEARING'}","${uuid(call.index, 0)}","${bleg}","","PCMA","PCMA"\n`;
    },
    legs: () => 0,
    broken: () => '"","one","two","three"\n',
  };
}

/** mod_json_cdr: both channels of an answered call, one object a line. */
export const freeswitchJsonRows = (): Rows => ({
  header: '',
  rows: (call) => {
    const { from, to, began, answered, ended } = channelOf(call);
    const object = (leg: number): string => {
      const variables = {
        direction: leg === 0 ? 'inbound' : 'outbound',
        uuid: uuid(call.index, leg),
        ...(leg === 1 ? { originating_leg_uuid: uuid(call.index, 0) } : {}),
        start_stamp: '2026-11-24%2010%3A00%3A00',
        start_epoch: String(began / 1000),
        answer_epoch: String(answered / 1000),
        end_epoch: String(ended / 1000),
        duration: String((ended - began) / 1000),
        billsec: String(call.seconds),
        hangup_cause: answered === 0 ? 'NO_ANSWER' : 'NORMAL_CLEARING',
        sip_user_agent: 'Phone%2F1.0',
      };
      const caller_profile = {
        caller_id_name: 'Åsa',
        caller_id_number: from,
        destination_number: to,
        context: 'default',
      };
      return `${JSON.stringify({ 'core-uuid': 'x', channel_data: { state: 'CS_REPORTING' }, variables, app_log: { applications: [{ app_name: 'set', app_data: '{"}' }] }, callflow: [{ dialplan: 'XML', caller_profile }] })}\n`;
    };
    return object(0) + (answered === 0 ? '' : object(1));
  },
  legs: (call) => (call.answered === undefined ? 0 : 1),
  broken: () => '{"variables":{"uuid":"x\n',
});
