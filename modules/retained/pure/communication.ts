import type { RetainedKind } from './terms.ts';

/** One communication as the law asks for it: from whom, to whom, when, for how long, of which kind, at which service. */
export interface Communication {
  readonly kind: 'voice' | 'sms' | 'mms' | 'data';
  readonly direction: 'out' | 'in' | 'forwarded';
  /** E.164 digits without the plus. */
  readonly served: string;
  /** The other party in the same form, a short code, or '' where it was withheld or there is none. */
  readonly other: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly answered: boolean;
  readonly originNetwork: string;
  readonly terminatingNetwork: string;
  /** ISO 3166-1 alpha-2 while roaming; '' at home. */
  readonly visited: string;
}

/** Whose the served number was then. Random ids: who that is, the register of customers answers. */
export interface Served {
  readonly customer: string;
  readonly service: string;
  readonly person: string | null;
}

export const retainedKind = ({ kind }: Pick<Communication, 'kind'>): RetainedKind =>
  kind === 'data' ? 'internet' : 'telephony';

/** A line of a piece: JSON, times in UTC. */
export function lineOf(one: Communication, { customer, service, person }: Served): string {
  const { kind, direction, served, other, seconds, bytes, answered } = one;
  const { originNetwork, terminatingNetwork, visited } = one;
  const start = new Date(one.start).toISOString();
  const what = { kind, direction, served, other, start, seconds, bytes, answered };
  return JSON.stringify({ ...what, originNetwork, terminatingNetwork, visited, customer, service, person });
}

export interface Line extends Omit<Communication, 'start'>, Served {
  readonly start: string;
}

/** Whether a number, however it is written, takes part. @param digits E.164 without the plus, or a short code */
export const concerns = (line: Line, digits: string): boolean =>
  line.served === digits || line.other === digits;
