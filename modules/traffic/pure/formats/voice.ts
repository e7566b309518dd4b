import { KEY_LIMIT, type Batch, type ReaderOptions, type Reject } from './batch.ts';
import { hashOfText } from './bytes.ts';
import { gatherCalls, LEVEL, type Calls } from './calls.ts';
import type { Parties } from './parties.ts';
import type { CallTimes } from './times.ts';

/** A row of a call, read as far as its format goes. */
export interface VoiceRow {
  readonly line: number;
  /** What the rows of one call have in common. */
  readonly call: string;
  /** Tells the rows of a call apart. */
  readonly tie: string;
  readonly parties: Parties;
  readonly times: CallTimes;
  readonly seconds: number;
  readonly answered: boolean;
  /** The row as it may be kept. */
  raw(): Uint8Array;
  /** Names of the called and the calling number in the format. */
  readonly names: { readonly called: string; readonly caller: string };
}

export interface VoiceRows extends Pick<Calls, 'reject' | 'leg' | 'record'> {
  row(row: VoiceRow): void;
  take(): Batch;
  takeAll(): Batch;
}

/** What the formats of calls do alike once a row is read: times, parties, one billed row for each call. */
export function voiceRows({ system, network = '' }: ReaderOptions): VoiceRows {
  const calls = gatherCalls();
  return {
    reject: calls.reject,
    leg: calls.leg,
    record: calls.record,
    take: calls.take,
    takeAll: calls.takeAll,
    row: ({ line, call, tie, parties, times, seconds, answered, raw, names }) => {
      const refuse = (why: Omit<Reject, 'line' | 'raw'>): void => calls.reject({ line, ...why, raw: raw() });
      if (call === '' || call.length > KEY_LIMIT - 2) return refuse({ reason: 'field', field: 'id' });
      if (!answered && seconds > 0) return refuse({ reason: 'unanswered-with-seconds' });
      if (!times.ok) return refuse({ reason: times.reason });
      const why = parties.ok
        ? undefined
        : { reason: parties.reason, field: parties.reason === 'number' ? names.called : names.caller };
      if (why !== undefined && seconds > 0) return refuse(why);
      const record = {
        system,
        // Unanswered rows of a call may be in an earlier file than the answered one: they must not take its key.
        key: answered ? call : `${call}~0`,
        action: 'new' as const,
        kind: 'voice' as const,
        direction: parties.ok ? parties.direction : ('out' as const),
        served: parties.ok ? parties.served : '',
        other: parties.ok ? parties.other : '',
        start: times.start,
        offset: times.offset,
        seconds,
        bytes: 0,
        answered,
        originNetwork: network,
        terminatingNetwork: '',
        visited: '',
        line,
      };
      const [hash, tied] = [hashOfText(call), hashOfText(tie)];
      if (why !== undefined) calls.add(call, hash, record, LEVEL.unreadable, 0, tied, { ...why, raw: raw() });
      else
        calls.add(
          call,
          hash,
          record,
          seconds > 0 ? LEVEL.billable : LEVEL.free,
          parties.ok ? parties.rank : 0,
          tied,
          undefined,
        );
    },
  };
}
