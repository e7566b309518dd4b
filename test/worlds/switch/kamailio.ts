import type { SwitchCall } from './day.ts';
import { dialled } from './dialled.ts';
import type { Rows } from './format.ts';
import { wallClock } from './wall-clock.ts';

/** acc rows: INVITE and BYE of each answered call, either side hanging up; INVITE alone where nobody answered. */
export function kamailioRows({ timeZone, json }: { timeZone: string; json: boolean }): Rows {
  const shown = wallClock(timeZone);
  const row = (call: SwitchCall, method: string, code: number, at: number, swap: boolean): string => {
    const { from, to } = dialled(call);
    const tags = [`f${call.index}`, `t${call.index}`];
    if (swap) tags.reverse();
    const [from_tag, to_tag] = tags as [string, string];
    const callid = `${call.index}@192.0.2.1`;
    const reason = code === 200 ? 'OK' : 'Request Timeout';
    return json
      ? `${JSON.stringify({ method, from_tag, to_tag, callid, sip_code: String(code), sip_reason: reason, time: String(at / 1000), src_user: from, dst_user: to, src_ip: '192.0.2.9' })}\n`
      : `${method},${from_tag},${to_tag},${callid},${code},${reason},${shown(at)},${from},${to}\n`;
  };
  return {
    header: json ? '' : 'method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user\n',
    rows: (call) =>
      call.answered === undefined
        ? row(call, 'INVITE', 408, call.began, false)
        : row(call, 'INVITE', 200, call.answered, false) +
          row(call, 'BYE', 200, call.answered + call.seconds * 1000, call.index % 2 === 0),
    legs: (call) => (call.answered === undefined ? 0 : 1),
    broken: (call) =>
      json ? '{"method":"INVITE"\n' : `BYE,never,began,${call.index},200,OK,${shown(call.began)},1,2\n`,
  };
}
