import type { SearchIndex } from '../environment.ts';
import type { Message, Person, Query } from '../port/provider.ts';
import { createCorrespondents } from './people.ts';
import { createPostings, wordsOf } from './postings.ts';
import { carries } from './query.ts';
import type { Bits } from './postings.ts';

const READ = 1;
const ATTACHED = 2;
const FLAGGED = 4;
const GONE = 8;
const MOST_BODY = 20_000;

const names = (people: readonly (Person | null)[]): string =>
  people.map((one) => (one ? `${one.name} ${one.address}` : '')).join(' ');
const flagsOf = (one: Message): number =>
  (one.read ? READ : 0) | (one.hasAttachments ? ATTACHED : 0) | (one.flagged ? FLAGGED : 0);

/**
 * The index over cached headers and bodies, in this thread's memory only. Made for the worker; on its own it is plain code.
 * Answers newest first. 100,000 messages: some milliseconds for a question.
 */
export function createMemoryIndex(): SearchIndex {
  const fields = {
    subject: createPostings(),
    from: createPostings(),
    to: createPostings(),
    text: createPostings(),
  };
  const people = createCorrespondents();
  const docs = new Map<string, number>();
  const ids: string[] = [];
  const times: number[] = [];
  const flags: number[] = [];
  /** Categories by document; most have none. */
  const labels = new Map<number, readonly string[]>();
  /** What was indexed, so that a changed flag does not index the words again. */
  const marks: number[] = [];
  const bodies = new Set<string>();
  let newest: Int32Array | null = null;

  const fingerprint = (one: Message): number => {
    let hash = 0;
    const text = `${one.subject}\n${one.preview}\n${names([one.from])}`;
    for (let at = 0; at < text.length; at += 1) hash = (hash * 31 + text.charCodeAt(at)) | 0;
    return hash;
  };

  const label = (doc: number, { categories }: Message): void => {
    if (categories.length > 0) labels.set(doc, categories);
    else labels.delete(doc);
  };

  const put = (one: Message): void => {
    const doc = ids.length;
    docs.set(one.id, doc);
    ids.push(one.id);
    times.push(one.receivedAt);
    flags.push(flagsOf(one));
    label(doc, one);
    marks.push(fingerprint(one));
    newest = null;
    fields.subject.add(wordsOf(one.subject), doc);
    fields.from.add(wordsOf(names([one.from])), doc);
    fields.to.add(wordsOf(names([...one.to, ...one.cc])), doc);
    fields.text.add(wordsOf(one.preview), doc);
  };

  const remove = (id: string): void => {
    const doc = docs.get(id);
    if (doc === undefined) return;
    flags[doc] = GONE;
    labels.delete(doc);
    docs.delete(id);
    bodies.delete(id);
  };

  const order = (): Int32Array =>
    (newest ??= Int32Array.from(ids.keys()).toSorted((a, b) => (times[b] ?? 0) - (times[a] ?? 0)));

  /** Documents in which each word of `text` begins a word of one of the fields. */
  const narrow = (kept: Bits | null, text: string, over: readonly (keyof typeof fields)[]): Bits | null => {
    let now = kept;
    for (const word of wordsOf(text)) {
      const met = new Uint32Array((ids.length >>> 5) + 1);
      for (const field of over) fields[field].mark(word, met);
      if (now) for (let at = 0; at < met.length; at += 1) met[at] = (met[at] ?? 0) & (now[at] ?? 0);
      now = met;
    }
    return now;
  };

  const fits = (doc: number, query: Query): boolean => {
    const has = flags[doc] ?? GONE;
    if ((has & GONE) !== 0) return false;
    if (query.unread !== null && ((has & READ) !== 0) === query.unread) return false;
    if (query.hasAttachment !== null && ((has & ATTACHED) !== 0) !== query.hasAttachment) return false;
    if (query.flagged !== null && ((has & FLAGGED) !== 0) !== query.flagged) return false;
    if (query.categories.length > 0 && !carries(labels.get(doc) ?? [], query.categories)) return false;
    const at = times[doc] ?? 0;
    return (query.after === null || at >= query.after) && (query.before === null || at < query.before);
  };

  return {
    add: (messages) => {
      for (const one of messages) {
        const known = docs.get(one.id);
        if (known !== undefined && marks[known] === fingerprint(one)) {
          flags[known] = flagsOf(one);
          label(known, one);
          continue;
        }
        if (known === undefined)
          for (const person of [one.from, ...one.to, ...one.cc])
            if (person) people.learn(person, one.receivedAt);
        remove(one.id);
        put(one);
      }
    },
    addBody: (id, text) => {
      const doc = docs.get(id);
      if (doc === undefined || bodies.has(id)) return;
      bodies.add(id);
      // A body comes later than its header, out of number order: `mark` sets bits, so the order does not matter.
      fields.text.add(wordsOf(text.slice(0, MOST_BODY)), doc);
    },
    remove: (gone) => {
      for (const id of gone) remove(id);
    },
    find: (query, limit) => {
      let kept: Bits | null = null;
      for (const word of query.words) kept = narrow(kept, word, ['subject', 'from', 'to', 'text']);
      for (const field of ['from', 'to', 'subject'] as const)
        for (const word of query[field]) kept = narrow(kept, word, [field]);
      const found: { id: string; score: number }[] = [];
      for (const doc of order()) {
        if (kept && ((kept[doc >>> 5] ?? 0) & (1 << (doc & 31))) === 0) continue;
        if (!fits(doc, query)) continue;
        found.push({ id: ids[doc] ?? '', score: times[doc] ?? 0 });
        if (found.length >= limit) break;
      }
      return Promise.resolve(found);
    },
    people: (typed, limit) => Promise.resolve(people.find(typed, limit)),
    close: () => {
      for (const field of Object.values(fields)) field.clear();
      people.clear();
      docs.clear();
      bodies.clear();
      labels.clear();
      for (const column of [ids, times, flags, marks]) column.length = 0;
      newest = null;
    },
  };
}
