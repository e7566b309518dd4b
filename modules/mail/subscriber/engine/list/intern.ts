/** Long strings once, small numbers everywhere else. */
export interface Interner {
  of(name: string): number;
  /** -1 when never seen. */
  find(name: string): number;
  nameOf(index: number): string;
  size(): number;
}

export function interner(): Interner {
  const indexes = new Map<string, number>();
  const names: string[] = [];
  return {
    of: (name) => {
      const known = indexes.get(name);
      if (known !== undefined) return known;
      indexes.set(name, names.length);
      return names.push(name) - 1;
    },
    find: (name) => indexes.get(name) ?? -1,
    nameOf: (index) => names[index] ?? '',
    size: () => names.length,
  };
}
