import { isPromiseId, PROMISES, type PromiseId } from './promises.ts';

export type Lang = 'sv' | 'en';

/** One sentence or list item of the policy. `key` is stable: the first promise id, or the `#name` the mark gives it. */
export interface Sentence {
  readonly key: string;
  readonly ids: readonly PromiseId[];
  readonly purposes: readonly string[];
  /** With `{{placeholders}}` and `[links](to)` as written. */
  readonly text: string;
  readonly item: boolean;
  readonly line: number;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

/** A chapter's own sentences stand in `sentences`, those under its subtitles in `sections`. */
export interface Chapter extends Section {
  readonly sections: readonly Section[];
}

/** What a version changed, told to the reader. */
interface ChangeNotice {
  readonly version: number;
  /** ISO date. */
  readonly date: string;
  readonly text: string;
}

export interface Policy {
  readonly version: number;
  /** In force from this ISO date. */
  readonly date: string;
  readonly changes: readonly ChangeNotice[];
  readonly title: string;
  readonly chapters: readonly Chapter[];
}

/** A fault in the policy text, with the file and line a person can open. */
class PolicyFault extends Error {
  override readonly name = 'PolicyFault';
  constructor(where: string, line: number, fault: string) {
    super(`${where}:${line}: ${fault}`);
  }
}

/** Everything a policy text may ask to have filled in. */
export const PLACEHOLDERS = [
  'controller.name',
  'controller.number',
  'controller.address',
  'controller.email',
  'authorities.imy.name',
  'authorities.imy.address',
  'authorities.imy.site',
  'authorities.imy.url',
  'authorities.pts.name',
  'authorities.pts.address',
  'authorities.pts.site',
  'authorities.pts.url',
  'providers.mail',
  'providers.calendar',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const isPlaceholder = (name: string): name is Placeholder =>
  (PLACEHOLDERS as readonly string[]).includes(name);

/**
 * Reads a policy text: front matter, `#` title, `##` chapters and `###` sections with `{#id}`, then one sentence or `- item` a line,
 * each ending with its mark: `{mail.4 mail.5}`, optionally with `purpose:name` and `#key`.
 * @throws PolicyFault naming file, line and fault. Whether all ids occur and both languages agree: see agree.ts.
 */
export function readPolicy(source: string, where: string): Policy {
  const lines = source.split('\n');
  const front = readFront(lines, where);
  const keys = new Map<string, number>();
  const anchors = new Map<string, number>();
  const chapters: (Section & { sentences: Sentence[]; sections: (Section & { sentences: Sentence[] })[] })[] =
    [];
  let title = '';
  const fault = (line: number, text: string): PolicyFault => new PolicyFault(where, line, text);
  const once = (seen: Map<string, number>, name: string, line: number, what: string): void => {
    const before = seen.get(name);
    if (before !== undefined) throw fault(line, `${what} «${name}» already stands on line ${before}.`);
    seen.set(name, line);
  };

  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    if (line <= front.end || raw.trim() === '') continue;
    const text = raw.trimEnd();
    const heading = /^(#{1,3}) (.+?)(?: \{#([a-z-]+)\})?$/u.exec(text);
    if (heading !== null) {
      const [, marks = '', name = '', id] = heading;
      if (marks === '#') {
        if (title !== '') throw fault(line, 'A second title.');
        title = name;
        continue;
      }
      if (id === undefined) throw fault(line, `The heading «${name}» lacks its {#id}.`);
      once(anchors, id, line, 'The heading id');
      const chapter = chapters.at(-1);
      if (marks === '##') chapters.push({ id, title: name, sentences: [], sections: [] });
      else if (chapter === undefined)
        throw fault(line, `The section «${name}» stands before the first chapter.`);
      else chapter.sections.push({ id, title: name, sentences: [] });
      continue;
    }
    if (text.startsWith('#')) throw fault(line, 'Not a heading: write «## Title {#id}».');
    const chapter = chapters.at(-1);
    if (chapter === undefined) throw fault(line, 'Text before the first chapter.');
    const sentence = readSentence(text, line, fault);
    once(keys, sentence.key, line, 'The key');
    (chapter.sections.at(-1) ?? chapter).sentences.push(sentence);
  }
  if (title === '') throw fault(front.end + 1, 'The title is missing.');
  return { version: front.version, date: front.date, changes: front.changes, title, chapters };
}

type Faults = (line: number, text: string) => PolicyFault;

function readSentence(text: string, line: number, fault: Faults): Sentence {
  const found = /^(- )?(.*\S) \{([^{}]+)\}$/u.exec(text);
  if (found === null) throw fault(line, 'The sentence lacks its mark, such as {mail.4}.');
  const [, dash, body = '', mark = ''] = found;
  const ids: PromiseId[] = [];
  const purposes: string[] = [];
  let key: string | undefined;
  for (const word of mark.trim().split(/\s+/u)) {
    if (word.startsWith('purpose:')) purposes.push(word.slice('purpose:'.length));
    else if (word.startsWith('#')) key = word.slice(1);
    else if (!isPromiseId(word)) throw fault(line, `Unknown promise id «${word}».`);
    else if (ids.includes(word)) throw fault(line, `«${word}» stands twice in one mark.`);
    else ids.push(word);
  }
  const [first] = ids;
  if (first === undefined) throw fault(line, 'The mark names no promise.');
  if (key !== undefined && !/^[a-z][a-z-]*$/u.test(key))
    throw fault(line, `The key «#${key}» is not lower-case words joined by hyphens.`);
  for (const [, name = ''] of body.matchAll(/\{\{(.*?)\}\}/gu)) {
    if (!isPlaceholder(name)) throw fault(line, `Unknown placeholder «{{${name}}}».`);
  }
  if (/[{}]/u.test(body.replaceAll(/\{\{.*?\}\}/gu, '')))
    throw fault(line, 'A brace without its pair, or a mark inside the sentence.');
  return { key: key ?? first, ids, purposes, text: body, item: dash !== undefined, line };
}

interface Front {
  readonly version: number;
  readonly date: string;
  readonly changes: readonly ChangeNotice[];
  readonly end: number;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/u;

function readFront(lines: readonly string[], where: string): Front {
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0)
    throw new PolicyFault(where, 1, 'The front matter (--- … ---) is missing.');
  let version = Number.NaN;
  let date = '';
  const changes: ChangeNotice[] = [];
  for (const [index, text] of lines.slice(0, end).entries()) {
    const line = index + 1;
    if (index === 0 || text === 'changes:') continue;
    const pair = /^(version|date): (.+)$/u.exec(text);
    const change = /^ {2}- (\d+) \| (\S+) \| (.+)$/u.exec(text);
    if (pair?.[1] === 'version') version = Number(pair[2]);
    else if (pair?.[1] === 'date') date = pair[2] ?? '';
    else if (change !== null && DATE.test(change[2] ?? ''))
      changes.push({ version: Number(change[1]), date: change[2] ?? '', text: change[3] ?? '' });
    else
      throw new PolicyFault(
        where,
        line,
        'Not front matter: version, date and changes «  - 1 | 2026-11-24 | what changed».',
      );
  }
  if (!Number.isInteger(version) || version < 1)
    throw new PolicyFault(where, 1, 'The version is not a whole number from 1.');
  if (!DATE.test(date)) throw new PolicyFault(where, 1, 'The date is not YYYY-MM-DD.');
  const told = changes.find((change) => change.version === version);
  if (told === undefined) throw new PolicyFault(where, 1, `Version ${version} has no change notice.`);
  if (told.date !== date)
    throw new PolicyFault(where, 1, `Version ${version} is dated ${date}, its change notice ${told.date}.`);
  return { version, date, changes, end: end + 1 };
}

/** All sentences in reading order. */
export const sentencesOf = (policy: Policy): readonly Sentence[] =>
  policy.chapters.flatMap((chapter) => [
    ...chapter.sentences,
    ...chapter.sections.flatMap((section) => section.sentences),
  ]);

/** Promise ids no sentence carries. */
export function missingIds(policy: Policy): readonly PromiseId[] {
  const carried = new Set(sentencesOf(policy).flatMap((sentence) => sentence.ids));
  return PROMISES.map((row) => row.id).filter((id) => !carried.has(id));
}

/** The words alone: links become their labels. Placeholders stay. */
export const plainText = (text: string): string => text.replaceAll(/\[([^\]]+)\]\([^)]+\)/gu, '$1');
