import MiniSearch from 'minisearch';
import type { SearchIndex } from '../environment.ts';
import type { Person, Query } from '../port/provider.ts';

interface Doc {
  readonly id: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

interface Facts {
  readonly at: number;
  readonly flags: number;
}

const names = (people: readonly Person[]): string =>
  people.map((one) => `${one.name} ${one.address}`).join(' ');

/** Swedish folds case, never å, ä and ö: they are letters of their own. */
export const fold = (term: string): string | null => (term.length > 40 ? null : term.toLocaleLowerCase('sv'));

const words = (text: string): string[] =>
  text
    .normalize('NFC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

interface Known {
  readonly person: Person;
  count: number;
  last: number;
}

/**
 * The index over cached headers and bodies, in this thread's memory only. Made for the worker; on its own it is plain code.
 */
export function createMemoryIndex(): SearchIndex {
  const index = new MiniSearch<Doc>({
    fields: ['subject', 'from', 'to', 'text'],
    idField: 'id',
    storeFields: [],
    tokenize: words,
    processTerm: fold,
    searchOptions: {
      combineWith: 'AND',
      prefix: (term) => term.length > 1,
      boost: { subject: 3, from: 2, to: 1.5 },
    },
    autoVacuum: { minDirtCount: 2000, minDirtFactor: 0.3, batchSize: 500, batchWait: 20 },
  });
  const facts = new Map<string, Facts>();
  const texts = new Map<string, string>();
  const heads = new Map<string, Doc>();
  const people = new Map<string, Known>();

  const learn = (person: Person, at: number): void => {
    if (!person.address.includes('@') || /^(?:no-?reply|donotreply|mailer-daemon)@/i.test(person.address))
      return;
    const key = person.address.toLowerCase();
    const known = people.get(key);
    if (!known) people.set(key, { person, count: 1, last: at });
    else {
      known.count += 1;
      if (at > known.last)
        people.set(key, { person: person.name ? person : known.person, count: known.count, last: at });
    }
  };

  const put = (doc: Doc): void => {
    if (index.has(doc.id)) index.discard(doc.id);
    index.add(doc);
  };

  const matches =
    (query: Query): ((result: { id: string }) => boolean) =>
    ({ id }) => {
      const fact = facts.get(id);
      if (!fact) return false;
      if (query.unread !== null && ((fact.flags & 1) !== 0) === query.unread) return false;
      if (query.hasAttachment !== null && ((fact.flags & 2) !== 0) !== query.hasAttachment) return false;
      if (query.flagged !== null && ((fact.flags & 4) !== 0) !== query.flagged) return false;
      return (
        (query.after === null || fact.at >= query.after) && (query.before === null || fact.at < query.before)
      );
    };

  return {
    add: (messages) => {
      for (const one of messages) {
        const known = facts.has(one.id);
        facts.set(one.id, {
          at: one.receivedAt,
          flags: (one.read ? 1 : 0) | (one.hasAttachments ? 2 : 0) | (one.flagged ? 4 : 0),
        });
        const doc: Doc = {
          id: one.id,
          subject: one.subject,
          from: one.from ? names([one.from]) : '',
          to: names([...one.to, ...one.cc]),
          text: texts.get(one.id) ?? one.preview,
        };
        const before = heads.get(one.id);
        if (
          known &&
          before &&
          before.subject === doc.subject &&
          before.from === doc.from &&
          before.to === doc.to &&
          before.text === doc.text
        )
          continue;
        if (!known)
          for (const person of [one.from, ...one.to, ...one.cc]) if (person) learn(person, one.receivedAt);
        heads.set(one.id, doc);
        put(doc);
      }
    },
    addBody: (id, text) => {
      const doc = heads.get(id);
      if (!doc || texts.has(id)) return;
      texts.set(id, '');
      put({ ...doc, text: `${doc.text} ${text.slice(0, 20_000)}` });
    },
    remove: (ids) => {
      for (const id of ids) {
        if (index.has(id)) index.discard(id);
        facts.delete(id);
        texts.delete(id);
        heads.delete(id);
      }
    },
    find: (query, limit) => {
      const filter = matches(query);
      const fields: readonly (readonly [string, readonly string[]])[] = [
        ['from', query.from],
        ['to', query.to],
        ['subject', query.subject],
      ];
      const parts = fields.flatMap(([field, list]) =>
        list.map((queries) => ({ queries: [queries], fields: [field] })),
      );
      const all = [...(query.words.length > 0 ? [{ queries: [query.words.join(' ')] }] : []), ...parts];
      if (all.length === 0) {
        const newest = [...facts].filter(([id]) => filter({ id })).sort((a, b) => b[1].at - a[1].at);
        return Promise.resolve(newest.slice(0, limit).map(([id, { at }]) => ({ id, score: at })));
      }
      const found = index.search({ combineWith: 'AND', queries: all }, { filter });
      return Promise.resolve(found.slice(0, limit).map(({ id, score }) => ({ id: String(id), score })));
    },
    people: (typed, limit) => {
      const wanted = words(typed).map((word) => word.toLocaleLowerCase('sv'));
      const found: (Person & { score: number })[] = [];
      if (wanted.length > 0) {
        for (const { person, count, last } of people.values()) {
          const own = words(`${person.name} ${person.address}`.toLocaleLowerCase('sv'));
          if (wanted.every((word) => own.some((one) => one.startsWith(word))))
            found.push({ ...person, score: Math.log2(count + 1) + last / 1e12 });
        }
      }
      return Promise.resolve(found.sort((a, b) => b.score - a.score).slice(0, limit));
    },
    close: () => {
      index.removeAll();
      facts.clear();
      texts.clear();
      heads.clear();
      people.clear();
    },
  };
}
