/** The only source of time. Every deadline, expiry and date in the product is computed from `now()`, so it can be proven at another date. */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that starts at `iso` (ISO 8601 with zone) and then runs at the usual pace. Throws `RangeError` on a time it can't read. */
export function clockStartingAt(iso: string): Clock {
  const start = Date.parse(iso);
  if (Number.isNaN(start)) throw new RangeError(`Not an ISO time: ${iso}`);
  const began = Date.now();
  return { now: () => start + (Date.now() - began) };
}

/** For tests: stands still until moved. */
export interface HandClock extends Clock {
  set(iso: string): void;
  advance(ms: number): void;
}

export function handClock(iso: string): HandClock {
  let time = Date.parse(iso);
  return {
    now: () => time,
    set: (next) => {
      time = Date.parse(next);
    },
    advance: (ms) => {
      time += ms;
    },
  };
}

export const isoTime = (clock: Clock): string => new Date(clock.now()).toISOString();
