import type { Person } from '../port/provider.ts';
import { wordsOf } from './postings.ts';

interface Known {
  readonly person: Person;
  readonly words: readonly string[];
  count: number;
  last: number;
}

export interface Correspondents {
  learn(person: Person, at: number): void;
  find(typed: string, limit: number): readonly (Person & { readonly score: number })[];
  clear(): void;
}

/** Whom the account writes with, out of the cached headers: often and lately first. Addresses that nobody reads are left out. */
export function createCorrespondents(): Correspondents {
  const people = new Map<string, Known>();
  return {
    learn: (person, at) => {
      if (!person.address.includes('@') || /^(?:no-?reply|donotreply|mailer-daemon)@/i.test(person.address))
        return;
      const key = person.address.toLowerCase();
      const known = people.get(key);
      if (known && at <= known.last) {
        known.count += 1;
        return;
      }
      const now = person.name || !known ? person : known.person;
      people.set(key, {
        person: now,
        words: wordsOf(`${now.name} ${now.address}`),
        count: (known?.count ?? 0) + 1,
        last: at,
      });
    },
    find: (typed, limit) => {
      const wanted = wordsOf(typed);
      if (wanted.length === 0) return [];
      const found: (Person & { score: number })[] = [];
      for (const { person, words, count, last } of people.values()) {
        if (wanted.every((word) => words.some((own) => own.startsWith(word))))
          found.push({ ...person, score: Math.log2(count + 1) + last / 1e12 });
      }
      return found.toSorted((a, b) => b.score - a.score).slice(0, limit);
    },
    clear: () => people.clear(),
  };
}
