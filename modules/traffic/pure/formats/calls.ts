import type { Batch, Reject, UsageRecord } from './batch.ts';

export const LEVEL = {
  /** Answered, with seconds. */
  billable: 4,
  /** A Local/ channel with seconds: never billed, and never lost in silence. */
  localWithSeconds: 3,
  /** Nobody answered, or for less than a second. */
  free: 2,
  local: 1,
  /** Without seconds, and its numbers can't be read. */
  unreadable: 0,
} as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

export interface Calls {
  /**
   * Another row of a call.
   * @param call what the rows of one call have in common
   * @param hash of it, the same whenever it is the same
   * @param level what the row is, before anything else is compared
   * @param rank who pays most: forwarded 3, out to somebody else's number 2, out to one of ours 1, in 0
   * @param tie tells rows apart when all else is equal, so that their order decides nothing
   * @param reject set when the row is no record. It is shown only when the call has nothing better; else the row is a leg like others
   */
  add(
    call: string,
    hash: number,
    record: UsageRecord,
    level: Level,
    rank: number,
    tie: number,
    reject: Omit<Reject, 'line'> | undefined,
  ): void;
  reject(reject: Reject): void;
  /** A row that is part of a call and says nothing about it. */
  leg(): void;
  record(record: UsageRecord): void;
  /** What has been settled since the last time. */
  take(): Batch;
  /** What has been settled, all open calls included. */
  takeAll(): Batch;
}

interface Open {
  readonly call: string;
  readonly hash: number;
  record: UsageRecord;
  level: Level;
  rank: number;
  tie: number;
  reject: Omit<Reject, 'line'> | undefined;
  next: Open | undefined;
}

/**
 * A call stays open until so many others have begun after it. A switch writes the rows of a call when its channels end, so they lie near each
 * other; a call whose rows are further apart gives a second record with the same key, which the store knows as a duplicate.
 */
export const WINDOW = 4096;
const BUCKETS = WINDOW * 4;

/** The level first, then answered, who pays most, the longest, the earliest, by the tie: a total order, so one row is chosen whatever comes first. */
function isBetter(open: Open, record: UsageRecord, level: Level, rank: number, tie: number): boolean {
  const best = open.record;
  if (level !== open.level) return level > open.level;
  if (record.answered !== best.answered) return record.answered;
  if (rank !== open.rank) return rank > open.rank;
  if (record.seconds !== best.seconds) return record.seconds > best.seconds;
  return record.start !== best.start ? record.start < best.start : tie < open.tie;
}

/** Brings the rows of a call together and lets one of them through (exactly one billed leg for each linked id). */
export function gatherCalls(): Calls {
  const buckets: (Open | undefined)[] = Array.from({ length: BUCKETS });
  const ring: (Open | undefined)[] = Array.from({ length: WINDOW });
  let [next, legs] = [0, 0];
  let records: UsageRecord[] = [];
  let rejects: Reject[] = [];

  function settle(open: Open): void {
    if (open.reject === undefined) records.push(open.record);
    else rejects.push({ line: open.record.line, ...open.reject });
  }
  function forget(gone: Open): void {
    const bucket = gone.hash & (BUCKETS - 1);
    let at = buckets[bucket];
    if (at === gone) {
      buckets[bucket] = gone.next;
      return;
    }
    while (at !== undefined && at.next !== gone) at = at.next;
    if (at !== undefined) at.next = gone.next;
  }
  function take(): Batch {
    const batch = { records, rejects, legs };
    records = [];
    rejects = [];
    legs = 0;
    return batch;
  }
  return {
    add: (call, hash, record, level, rank, tie, reject) => {
      const bucket = hash & (BUCKETS - 1);
      let open = buckets[bucket];
      while (open !== undefined && (open.hash !== hash || open.call !== call)) open = open.next;
      if (open !== undefined) {
        legs += 1;
        if (!isBetter(open, record, level, rank, tie)) return;
        open.record = record;
        open.level = level;
        open.rank = rank;
        open.tie = tie;
        open.reject = reject;
        return;
      }
      const oldest = ring[next];
      if (oldest !== undefined) {
        forget(oldest);
        settle(oldest);
      }
      const fresh: Open = { call, hash, record, level, rank, tie, reject, next: buckets[bucket] };
      buckets[bucket] = fresh;
      ring[next] = fresh;
      next = (next + 1) & (WINDOW - 1);
    },
    reject: (reject) => void rejects.push(reject),
    leg: () => {
      legs += 1;
    },
    record: (record) => void records.push(record),
    take,
    takeAll: () => {
      for (let at = 0; at < WINDOW; at += 1) {
        const open = ring[(next + at) & (WINDOW - 1)];
        if (open !== undefined) settle(open);
      }
      ring.fill(undefined);
      buckets.fill(undefined);
      return take();
    },
  };
}
