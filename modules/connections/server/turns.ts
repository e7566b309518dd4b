/** Work of one kind takes turns by key, and only so many keys at a time: each holds a connection to the database while the provider thinks. */
export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(mostAtOnce: number): Turns {
  const last = new Map<string, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async (): Promise<void> => {
    if (running < mostAtOnce) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const after = waiting.shift();
    if (after) after();
    else running -= 1;
  };
  return {
    take(key, work) {
      const before = last.get(key) ?? Promise.resolve();
      const mine = before
        .catch(() => undefined)
        .then(async () => {
          await enter();
          try {
            return await work();
          } finally {
            leave();
          }
        });
      last.set(key, mine);
      const forget = (): void => {
        if (last.get(key) === mine) last.delete(key);
      };
      mine.then(forget, forget);
      return mine;
    },
  };
}

/** Callers who ask for the same thing while it is on its way get the same answer. Nothing is kept once it has come. */
export function createShared(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const found = underWay.get(key);
    if (found) return found as Promise<T>;
    const mine = work().finally(() => underWay.delete(key));
    underWay.set(key, mine);
    return mine;
  };
}
