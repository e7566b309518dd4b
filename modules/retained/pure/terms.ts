/**
 * How long what is retained for law enforcement is kept, counted from the day the communication ended (LEK 9 kap. 19 and 22 §§, SFS 2022:482;
 * prop. 2018/19:86 for telephony). Read 2026-11; a change of law is a line here. Location is not retained: a record has no cell (promise traffic.8).
 */
export const TERMS = { telephony: 'P6M', internet: 'P10M' } as const;
export type RetainedKind = keyof typeof TERMS;
export const KINDS: readonly RetainedKind[] = ['telephony', 'internet'];

/** The day it is gone: it is kept through the whole of the term's last day. @param day ISO, on which the communication ended */
export function goneOn(kind: RetainedKind, day: string): string {
  const months = Number(TERMS[kind].slice(1, -1));
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last) + 1)).toISOString().slice(0, 10);
}
