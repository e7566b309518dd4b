import { normalise, type NumberRead } from '../numbers/index.ts';
import type { ReaderOptions, UsageRecord } from './batch.ts';
import { bytesOf, hashOf, latin } from './bytes.ts';

export type Parties =
  | {
      readonly ok: true;
      readonly direction: UsageRecord['direction'];
      readonly served: string;
      readonly other: string;
      /** See `Candidate.rank`. */
      readonly rank: number;
    }
  | { readonly ok: false; readonly reason: 'number' | 'served' };

/** May be billed: a whole number, not a short code or a withheld one. */
const whole = (read: NumberRead | undefined): string =>
  read?.ok === true && (read.kind === 'own-country' || read.kind === 'abroad') ? read.number : '';
const shown = (read: NumberRead): string => (read.ok ? read.number : '');

const FAILED_NUMBER: Parties = { ok: false, reason: 'number' };
const FAILED_SERVED: Parties = { ok: false, reason: 'served' };

export interface PartyRules {
  /** The number at these bytes, kept from last time where it can be. */
  number(bytes: Uint8Array, from: number, to: number): NumberRead;
  numberOf(text: string): NumberRead;
  /**
   * Who is served, and which way it went. `inbound` is true when the context or the trunk says that the call came from another network;
   * then the called number is served. Otherwise the account's number comes before the caller's, since a caller may show another number; a call
   * from a number that is not ours on an account of ours was forwarded, and the account pays.
   */
  of(caller: NumberRead, called: NumberRead, account: NumberRead | undefined, inbound: boolean): Parties;
  /** A call that `forwarder` sent on to `called`. */
  forwarded(forwarder: NumberRead, called: NumberRead): Parties;
}

interface Kept {
  readonly text: Uint8Array;
  readonly read: NumberRead;
}
const KEPT = 16_384;

export function partyRules({ numbers, own }: ReaderOptions): PartyRules {
  const kept: (Kept | undefined)[] = Array.from({ length: KEPT });
  const known = new Map<string, NumberRead>();
  const ours = (number: string): boolean => number !== '' && (own === undefined || own(number));

  function incoming(caller: NumberRead, called: NumberRead): Parties {
    const served = whole(called);
    return ours(served)
      ? { ok: true, direction: 'in', served, other: shown(caller), rank: 0 }
      : FAILED_SERVED;
  }
  function outgoing(direction: 'out' | 'forwarded', served: string, called: NumberRead): Parties {
    // The one who pays must be told what was called; a call to nobody we can read is no line on a bill.
    if (!called.ok || called.number === '') return FAILED_NUMBER;
    const abroad = own === undefined || !own(called.number);
    return {
      ok: true,
      direction,
      served,
      other: called.number,
      rank: direction === 'forwarded' ? 3 : abroad ? 2 : 1,
    };
  }
  return {
    number: (bytes, from, to) => {
      const length = to - from;
      if (length > 64) return normalise(latin(bytes, from, Math.min(to, from + 300)), numbers);
      const slot = hashOf(bytes, from, to) & (KEPT - 1);
      const here = kept[slot];
      if (here !== undefined && here.text.length === length) {
        const { text } = here;
        let at = 0;
        while (at < length && text[at] === bytes[from + at]) at += 1;
        if (at === length) return here.read;
      }
      const text = latin(bytes, from, to);
      const read = normalise(text, numbers);
      kept[slot] = { text: bytesOf(text), read };
      return read;
    },
    numberOf: (text) => {
      if (text.length > 64) return normalise(text, numbers);
      let read = known.get(text);
      if (read === undefined) {
        read = normalise(text, numbers);
        if (known.size === KEPT) known.clear();
        known.set(text, read);
      }
      return read;
    },
    forwarded: (forwarder, called) => {
      const payer = whole(forwarder);
      return ours(payer) ? outgoing('forwarded', payer, called) : FAILED_SERVED;
    },
    of: (caller, called, account, inbound) => {
      if (inbound) return incoming(caller, called);
      const payer = whole(account);
      const from = whole(caller);
      if (ours(payer)) {
        if (whole(called) === payer) return incoming(caller, called);
        if (from === '' || from === payer) return outgoing('out', payer, called);
        // Two numbers of ours: the account shows another of its own.
        return outgoing(own !== undefined && own(from) ? 'out' : 'forwarded', payer, called);
      }
      if (ours(from)) return outgoing('out', from, called);
      return own !== undefined && ours(whole(called)) ? incoming(caller, called) : FAILED_SERVED;
    },
  };
}
