import { personById } from '#modules/customers';
import { SWEDISH_AUTHORITIES } from '#modules/site';
import { whoLooked } from '#modules/staff';
import { customer as customerTable } from '#data-map/customers';
import { deadline } from '#data-map/traffic';
import { NEVER_STORED, type AnyTable, type Category, type DataMap, type Field } from '#platform/data-map';
import { read, type Ctx } from '#platform/db';
import { fieldsOf, type Who } from '../rows-about.ts';
import { endOf, type End, type EndFacts } from './ends.ts';
import { excludedFrom, type Excluded } from './excluded.ts';
import { factOf, note, type FieldNotes } from './field-notes.ts';
import { shownRows, type Ground, type Hidden, type ShownRows } from './shown-rows.ts';
import type { ReportWords } from './text.sv.ts';
import { wordsOf } from './words.ts';

/** What is held of one field for this very person. */
export interface FieldFact {
  readonly place: string;
  readonly name: string;
  readonly purposes: readonly string[];
  readonly bases: readonly string[];
  /** In words: a day, two days, or what decides. */
  readonly until: string;
  /** First and last day on which a value goes, ISO; absent where only the criterion can be said. */
  readonly ends?: { readonly first: string; readonly last: string };
  /** Where the values come from and when they came or were checked. */
  readonly sources: readonly { readonly source: string; readonly at: string | null }[];
  readonly values: number;
  readonly samples: readonly string[];
  readonly recipients: readonly string[];
}

export interface CategoryFact {
  readonly category: Category;
  readonly name: string;
  readonly purposes: readonly string[];
  readonly rows: number;
  readonly fields: readonly FieldFact[];
}

export interface RecipientFact {
  readonly recipient: string;
  readonly country: string;
  readonly safeguard: string | null;
  readonly categories: readonly string[];
  /** ISO times. */
  readonly first: string;
  readonly last: string;
  readonly times: number;
}

/** GDPR Art. 15.1 (a)–(h), 15.2, for one person in one hat. Times ISO 8601 UTC, days in the operator's zone. */
export interface Report {
  readonly language: 'sv' | 'en';
  readonly madeAt: string;
  readonly customer: string;
  readonly person: string;
  readonly name: string;
  readonly confirmation: string;
  readonly categories: readonly CategoryFact[];
  readonly neverStored: readonly string[];
  readonly recipients: readonly RecipientFact[];
  readonly rights: readonly { readonly right: string; readonly link: string }[];
  readonly authorities: readonly { readonly name: string; readonly address: string; readonly url: string }[];
  readonly decisions: readonly Readonly<Record<string, unknown>>[];
  readonly decisionsSaid: string;
  readonly looks: readonly {
    readonly at: string;
    readonly role: string;
    readonly reason: string;
    readonly purposes: readonly string[];
    readonly what: readonly string[];
  }[];
  readonly hidden: readonly {
    readonly place: string;
    readonly ground: Ground;
    readonly why: string;
    readonly count: number;
  }[];
  readonly excluded: readonly Excluded[];
}

export interface ReportDeps {
  readonly maps: readonly DataMap[];
  readonly timeZone: string;
  readonly appOrigin: string;
}

/** A report that grows as rows pass: whoever writes files takes the rows on their way, and the facts when all have passed. */
export interface Growing {
  /** Table by table, as they may be shown. To be taken to its end before `done`. */
  rows(): AsyncGenerator<ShownRows>;
  done(): Promise<Report>;
}

/** The whole report at once, for a person with any number of rows: only counts, dates and samples are kept in memory. */
export async function reportOf(ctx: Ctx, deps: ReportDeps, who: Who, lang: 'sv' | 'en'): Promise<Report> {
  const growing = await beginReport(ctx, deps, who, lang);
  for await (const _rows of growing.rows());
  return growing.done();
}

export async function beginReport(ctx: Ctx, deps: ReportDeps, who: Who, lang: 'sv' | 'en'): Promise<Growing> {
  const words = wordsOf(lang);
  const facts = await endFacts(ctx, who, deps.timeZone);
  const hidden: Hidden = new Map();
  const notes: Map<string, FieldNotes> = new Map();
  const rowsOf = new Map<Category, number>();
  const recipients = new Map<string, { -readonly [K in keyof RecipientFact]: RecipientFact[K] }>();
  const decisions: Readonly<Record<string, unknown>>[] = [];
  return {
    async *rows() {
      for await (const batch of shownRows(ctx, deps.maps, who, words, hidden)) {
        noteAll(batch, notes, rowsOf, facts);
        if (batch.table.name === 'privacy.disclosure') noteRecipients(batch, recipients, words);
        if (batch.table.name === 'privacy.decision') decisions.push(...batch.rows);
        yield batch;
      }
    },
    async done() {
      const ref = { customer: who.customer, person: who.person };
      const person = await personById(ctx, ref);
      const found = [...notes.values()];
      const categories = [...new Set(found.map(({ field }) => field.category))];
      return {
        language: lang,
        madeAt: new Date(ctx.db.clock.now()).toISOString(),
        ...ref,
        name: person?.name ?? '',
        confirmation: found.length === 0 ? words.nothing : words.confirmation,
        categories: categories.map((category): CategoryFact => {
          const fields = found
            .filter(({ field }) => field.category === category)
            .map((each) => factOf(each, words));
          return {
            category,
            name: words.kept.categories[category],
            purposes: [...new Set(fields.flatMap(({ purposes }) => purposes))],
            rows: rowsOf.get(category) ?? 0,
            fields,
          };
        }),
        neverStored: NEVER_STORED.map((category) => words.kept.categories[category]),
        recipients: [...recipients.values()],
        rights: words.rights.map(([kind, right]) => ({
          right,
          link: `${deps.appOrigin}/mina-uppgifter?begar=${kind}`,
        })),
        authorities: Object.values(SWEDISH_AUTHORITIES).map(({ name, address, url }) => ({
          name: name[lang],
          address,
          url,
        })),
        decisions,
        decisionsSaid: decisions.length === 0 ? words.noDecisions : words.decisionsMade(decisions.length),
        looks: (await whoLooked(ctx, ref)).map(({ at, role, reason, purposes, what }) => ({
          at,
          role,
          reason,
          purposes,
          what,
        })),
        hidden: [...hidden.values()].map((each) => ({ ...each, why: words.grounds[each.ground] })),
        excluded: excludedFrom(deps.maps, who, words),
      };
    },
  };
}

async function endFacts(ctx: Ctx, who: Who, timeZone: string): Promise<EndFacts> {
  const where = { where: { customer_id: who.customer } };
  const [contract] = await read(ctx, 'rights', customerTable, ['contract_end'], where);
  const bills = await read(ctx, 'rights', deadline, ['bill_month', 'due_on', 'reason'], where);
  return {
    timeZone,
    contractEnd: contract?.contract_end ?? null,
    bills: new Map(
      bills.map(({ bill_month, due_on, reason }) => [
        bill_month,
        { on: due_on, held: reason === 'disputed' || reason === 'held' },
      ]),
    ),
  };
}

function noteAll(
  { table, rows, held }: ShownRows,
  notes: Map<string, FieldNotes>,
  rowsOf: Map<Category, number>,
  facts: EndFacts,
): void {
  const personal = fieldsOf(table).filter(([, field]) => field.personal);
  for (const category of categoriesOf(table)) rowsOf.set(category, (rowsOf.get(category) ?? 0) + rows.length);
  for (const [index, row] of held.entries()) {
    // Most fields of a row end together: the day is reckoned once for each term.
    const ends = new Map<unknown, End>();
    for (const [column, field] of personal) {
      if (!field.personal || row[column] === null || row[column] === undefined) continue;
      let end = ends.get(field.retention);
      if (end === undefined) ends.set(field.retention, (end = endOf(table, field, row, facts)));
      const place = `${table.name}.${column}`;
      note(notes, place, column, field, {
        end,
        row,
        shown: rows[index]?.[column],
      });
    }
  }
}

const categoriesOf = (table: AnyTable): ReadonlySet<Category> =>
  new Set(
    Object.values(table.columns as Record<string, Field>).flatMap((field) =>
      field.personal ? [field.category] : [],
    ),
  );

function noteRecipients(
  { rows }: ShownRows,
  recipients: Map<string, { -readonly [K in keyof RecipientFact]: RecipientFact[K] }>,
  words: ReportWords,
): void {
  for (const row of rows) {
    const [recipient, country, safeguard] = [row['recipient'], row['country'], row['safeguard']].map(
      (value) => (typeof value === 'string' ? value : null),
    );
    const key = `${recipient} ${country} ${safeguard}`;
    const at = String(row['disclosed_at']);
    const known = recipients.get(key);
    const names = (row['categories'] as readonly Category[]).map((each) => words.kept.categories[each]);
    if (known === undefined)
      recipients.set(key, {
        recipient: recipient ?? '',
        country: country ?? '',
        safeguard: safeguard === null || safeguard === undefined ? null : words.safeguards(safeguard),
        categories: names,
        first: at,
        last: at,
        times: 1,
      });
    else {
      known.times += 1;
      if (at < known.first) known.first = at;
      if (at > known.last) known.last = at;
      known.categories = [...new Set([...known.categories, ...names])];
    }
  }
}
