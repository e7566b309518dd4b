export type Look<R> =
  | { readonly state: 'none' }
  | { readonly state: 'working' }
  | { readonly state: 'done'; readonly result: R }
  | { readonly state: 'failed' };

/** Work that a person began and that may outlast their call: begun once however often it is asked for, and looked at by its name. */
export interface UnderWay<R> {
  /** Begins unless it runs, waits at most `patience` milliseconds, and tells how it stands. */
  begin(name: string, work: () => Promise<R>, patience?: number): Promise<Look<R>>;
  look(name: string): Look<R>;
}

/** Results that are remembered; the oldest go first. */
const KEPT = 50;

/** In this process's memory: what was begun must be such that it can be begun again. `failed` hears of what went wrong. */
export function underWay<R>(failed: (error: unknown) => void): UnderWay<R> {
  const known = new Map<string, { look: Look<R>; readonly run: Promise<void> }>();
  const look = (name: string): Look<R> => known.get(name)?.look ?? { state: 'none' };
  const start = (name: string, work: () => Promise<R>): Promise<void> => {
    const settled = async (): Promise<void> => {
      let end: Look<R>;
      try {
        end = { state: 'done', result: await work() };
      } catch (error) {
        failed(error);
        end = { state: 'failed' };
      }
      const entry = known.get(name);
      if (entry) entry.look = end;
    };
    const working: Look<R> = { state: 'working' };
    // After this turn, so that the entry is there when the work ends.
    const run = Promise.resolve().then(settled);
    known.delete(name);
    known.set(name, { look: working, run });
    for (const [old, entry] of known)
      if (known.size > KEPT && entry.look.state !== 'working') known.delete(old);
    return run;
  };
  return {
    look,
    async begin(name, work, patience = 4000) {
      const running = known.get(name);
      const run = running?.look.state === 'working' ? running.run : start(name, work);
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([run, new Promise<void>((done) => (timer = setTimeout(done, patience).unref()))]);
      clearTimeout(timer);
      return look(name);
    },
  };
}
