import { hueOf, type Hue } from '@telink/ui';
import { held, type Held } from '../engine/port/live.ts';
import type { Answer, Category, Live, Mail } from '../engine/types.ts';

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

/** The colours a person chooses among, around the wheel, as the provider numbers them. Its browns and greys have no hue of ours, so none is offered under a false name. */
export const colors: readonly { readonly color: number; readonly hue: Hue }[] = [
  0, 1, 3, 6, 4, 5, 10, 7, 8, 23, 9,
].map((color) => ({ color, hue: ours[color] ?? 'fjord' }));

export interface Categories extends Live<readonly Category[]> {
  /** Asks the provider, once. False when it did not answer. */
  load(): Promise<boolean>;
  /** A category not in the account's list keeps a hue made of its name. */
  hueOf(name: string): Hue;
  create(name: string): Promise<Answer<Category>>;
  /** Asks again, however lately it did. */
  refresh(): Promise<boolean>;
  /** One of `colors`. */
  recolor(id: string, color: number): Promise<Answer<unknown>>;
  remove(id: string): Promise<Answer<unknown>>;
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
      const answer = await mail.settings.createCategory(
        name,
        colors[all.get().length % colors.length]?.color ?? 0,
      );
      if (answer.ok) all.set([...all.get(), answer.value]);
      return answer;
    },
    refresh: () => (asked = ask()),
    async recolor(id, color) {
      const before = all.get();
      all.set(before.map((one) => (one.id === id ? { ...one, color } : one)));
      const answer = await mail.settings.recolorCategory(id, color);
      if (!answer.ok) all.set(before);
      return answer;
    },
    async remove(id) {
      const answer = await mail.settings.deleteCategory(id);
      // Gone already, by another program: the same end.
      if (answer.ok || answer.reason === 'gone') all.set(all.get().filter((one) => one.id !== id));
      return answer.ok || answer.reason !== 'gone' ? answer : { ok: true, value: null };
    },
  };
}
