import { createHash } from 'node:crypto';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, remove, transact, update, type Actor, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { priceAct, priceVersion, type PriceActRow } from '../data-map.ts';
import { versionId, type Document, type Fault } from '../pure/book.ts';
import { compile, type Operator } from '../pure/compile.ts';
import { dearerPrices } from '../pure/dearer.ts';
import { monthAfter, worsePlans } from '../pure/notice.ts';
import { readDocument } from '../pure/read-document.ts';
import { writeDocument } from '../pure/write-document.ts';
import { zoneTime } from '../pure/zone-time.ts';
import { bookDocuments } from './load-rater.ts';
import type { BookFile } from './start-book.ts';
import { priceDocument } from './versions.ts';

export type Imported =
  | {
      readonly ok: true;
      /** id@version of what is new, and of what was there already and says the same. */
      readonly added: readonly string[];
      readonly already: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export interface ImportOptions {
  /** A draft is kept and can be simulated, but prices nothing. */
  readonly as: 'draft' | 'scheduled';
  /** Why a change for the worse needs no month's notice: kept with the act. */
  readonly withoutNotice?: string;
}

/**
 * Takes documents into the price book, all or none. They are held against each other and against what is there; everything that
 * stands in the way is told at once, with file and line. The same again, in whatever form, changes nothing; something else under the same
 * version is refused. A change for the worse begins at the earliest a month from today (LEK 7 kap. 12 §).
 */
export function importPrices(
  ctx: Ctx,
  files: readonly BookFile[],
  operator: Operator,
  options: ImportOptions,
): Promise<Imported> {
  return transact(ctx, async (inner): Promise<Imported> => {
    await oneAtATime(inner);
    const read = files.map(({ name, text }) => ({ text, ...readDocument(text, name) }));
    const faults = read.flatMap((one) => (one.ok ? [] : one.faults));
    if (faults.length > 0) return { ok: false, faults };
    const given = read.flatMap((one) => (one.ok ? [{ document: one.document, text: one.text }] : []));
    const known = await shaByVersion(inner);
    const fresh = given.filter(({ document }) => !known.has(versionId(document)));
    const changed = given.filter(({ document }) => {
      const sha = known.get(versionId(document));
      return sha !== undefined && sha !== sha256(document);
    });
    if (changed.length > 0) return { ok: false, faults: changed.map(({ document }) => taken(document)) };
    const wrong = await standsInTheWay(
      inner,
      fresh.map(({ document }) => document),
      operator,
      options,
    );
    if (wrong.length > 0) return { ok: false, faults: wrong };
    for (const { document, text } of fresh) {
      await insert(inner, priceVersion, {
        document_id: document.id,
        version: document.version,
        kind: document.document,
        name: document.name,
        effective: document.effective,
        until: document.until === '' ? null : document.until,
        state: options.as,
        text,
        sha256: sha256(document),
        added_at: isoTime(inner.db.clock),
      });
      await note(inner, document, options.as === 'draft' ? 'added' : 'scheduled', options.withoutNotice);
    }
    const ids = (list: typeof given): readonly string[] => list.map(({ document }) => versionId(document));
    return { ok: true, added: ids(fresh), already: ids(given.filter((one) => !fresh.includes(one))) };
  });
}

/** Of what a document says, not of how its file is laid out: a spreadsheet that saves it with other line ends has changed nothing. */
const sha256 = (document: Document): string =>
  createHash('sha256').update(writeDocument(document)).digest('hex');
const taken = (document: Document): Fault => ({
  document: versionId(document),
  line: 1,
  reason:
    'This version is there already and says something else. A version is never changed: give it a new name.',
});

/** Two imports at once could each be right and together contradict each other. */
async function oneAtATime(ctx: Ctx): Promise<void> {
  await queryOf(ctx)("SELECT pg_advisory_xact_lock(hashtext('prices.version'))", []);
}

async function shaByVersion(ctx: Ctx): Promise<ReadonlyMap<string, string>> {
  const rows = await read(ctx, 'bill', priceVersion, ['document_id', 'version', 'sha256']);
  return new Map(rows.map((row) => [`${row.document_id}@${row.version}`, row.sha256]));
}

async function standsInTheWay(
  ctx: Ctx,
  fresh: readonly Document[],
  operator: Operator,
  options: Pick<ImportOptions, 'as' | 'withoutNotice'>,
): Promise<readonly Fault[]> {
  if (fresh.length === 0) return [];
  const book = await bookDocuments(ctx);
  const compiled = compile([...book, ...fresh], operator);
  if (!compiled.ok) return compiled.faults;
  if (options.as === 'draft' || options.withoutNotice !== undefined) return [];
  const zone = zoneTime(operator.timeZone);
  const earliest = monthAfter(zone.dateAt(ctx.db.clock.now()));
  const now = compile(book, operator);
  if (!now.ok) return [];
  return fresh
    .filter(({ effective }) => effective < earliest)
    .flatMap((document) => {
      const before = inForceBefore(book, document);
      const plans = before === undefined ? [] : worsePlans(before, document);
      const told = dearerPrices(now.rater, compiled.rater, zone.midnight(document.effective));
      const own = versionId(document);
      const late = (line: number, what: string, than: string): Fault => ({
        document: own,
        line,
        reason: `${what} is worse than in ${than}: it can begin on ${earliest} at the earliest.`,
      });
      return [
        ...plans.map((what) => late(1, what, before === undefined ? '' : versionId(before))),
        ...told.map(({ version, line, reason, than }) =>
          late(version === own ? line : 1, reason, than === '' ? 'the book' : than),
        ),
      ];
    });
}

const inForceBefore = (book: readonly Document[], document: Document): Document | undefined =>
  book
    .filter((one) => one.id === document.id && one.effective < document.effective)
    .toSorted((a, b) => (a.effective < b.effective ? 1 : -1))[0];

export const whoIs = (actor: Actor): string => {
  switch (actor.kind) {
    case 'staff':
      return actor.staff;
    case 'person':
      return actor.person;
    case 'system':
      return actor.job;
    case 'visitor':
      throw new Problem('forbidden');
  }
};

async function note(
  ctx: Ctx,
  { id, version }: { readonly id: string; readonly version: string },
  act: PriceActRow['act'],
  why = '',
): Promise<void> {
  await insert(ctx, priceAct, {
    document_id: id,
    version,
    act_id: randomId(),
    act,
    at: isoTime(ctx.db.clock),
    actor: whoIs(ctx.actor),
    note: why,
  });
}

export type Decided = { readonly ok: true } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Makes a draft part of the book, by the same rules as an import. @throws Problem not-found, conflict when it is no draft */
export function scheduleDraft(
  ctx: Ctx,
  id: string,
  version: string,
  operator: Operator,
  withoutNotice?: string,
): Promise<Decided> {
  return transact(ctx, async (inner): Promise<Decided> => {
    await oneAtATime(inner);
    const document = await priceDocument(inner, id, version);
    await expectState(inner, id, version, 'draft');
    const faults = await standsInTheWay(inner, [document], operator, {
      as: 'scheduled',
      ...(withoutNotice === undefined ? {} : { withoutNotice }),
    });
    if (faults.length > 0) return { ok: false, faults };
    await update(inner, priceVersion, { state: 'scheduled' }, { document_id: id, version });
    await note(inner, document, 'scheduled', withoutNotice);
    return { ok: true };
  });
}

/** Throws a draft away, or takes back what is scheduled and has not begun. What has priced a call stays. @throws Problem not-found, conflict */
export function withdrawVersion(ctx: Ctx, id: string, version: string, operator: Operator): Promise<Decided> {
  return transact(ctx, async (inner): Promise<Decided> => {
    await oneAtATime(inner);
    const document = await priceDocument(inner, id, version);
    const state = await expectState(inner, id, version, 'draft', 'scheduled');
    if (state === 'draft') {
      await remove(inner, priceVersion, { document_id: id, version });
      await note(inner, document, 'discarded');
      return { ok: true };
    }
    const today = zoneTime(operator.timeZone).dateAt(inner.db.clock.now());
    if (document.effective <= today) throw new Problem('conflict');
    const rest = (await bookDocuments(inner)).filter((one) => one.id !== id || one.version !== version);
    const compiled = compile(rest, operator);
    if (!compiled.ok) return { ok: false, faults: compiled.faults };
    await update(inner, priceVersion, { state: 'withdrawn' }, { document_id: id, version });
    await note(inner, document, 'withdrawn');
    return { ok: true };
  });
}

async function expectState(
  ctx: Ctx,
  id: string,
  version: string,
  ...states: readonly string[]
): Promise<string> {
  const [row] = await read(ctx, 'bill', priceVersion, ['state'], { where: { document_id: id, version } });
  if (row === undefined) throw new Problem('not-found');
  if (!states.includes(row.state)) throw new Problem('conflict');
  return row.state;
}
