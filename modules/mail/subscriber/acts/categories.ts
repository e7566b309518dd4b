import { hueOf, type Hue } from '@telink/ui';
import { held, type Held } from '../engine/port/live.ts';
import type { Category, Live, Mail } from '../engine/types.ts';

// The provider's 25 colours in our twelve hues; the dark ones share the hue of their bright sister.
const ours: readonly Hue[] = [
  'lingon',
  'ronn',
  'klint',
  'rag',
  'gran',
  'hav',
  'mossa',
  'himmel',
  'ljung',
  'nypon',
  'fjord',
  'fjord',
  'klint',
  'klint',
  'fjord',
  'lingon',
  'ronn',
  'klint',
  'rag',
  'gran',
  'hav',
  'mossa',
  'himmel',
  'plommon',
  'nypon',
];

export interface Categories extends Live<readonly Category[]> {
  /** Asks the provider, once. False when it did not answer. */
  load(): Promise<boolean>;
  /** A category not in the account's list keeps a hue made of its name. */
  hueOf(name: string): Hue;
  create(name: string): Promise<boolean>;
}

export function createCategories(mail: Mail): Categories {
  const all: Held<readonly Category[]> = held<readonly Category[]>([]);
  let asked: Promise<boolean> | null = null;
  const ask = async (): Promise<boolean> => {
    const answer = await mail.settings.categories();
    if (answer.ok) all.set(answer.value);
    else asked = null;
    return answer.ok;
  };
  return {
    get: all.get,
    subscribe: all.subscribe,
    load: () => (asked ??= ask()),
    hueOf(name) {
      const color = all.get().find((one) => one.name === name)?.color ?? -1;
      return ours[color] ?? hueOf(name);
    },
    async create(name) {
      const answer = await mail.settings.createCategory(name, all.get().length % ours.length);
      if (answer.ok) all.set([...all.get(), answer.value]);
      return answer.ok;
    },
  };
}
