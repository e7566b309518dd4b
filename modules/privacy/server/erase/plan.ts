import { dayAt } from '#modules/customers';
import type { AnyTable, DataMap, Field, RetainGround } from '#platform/data-map';
import { queryOf, type Ctx } from '#platform/db';
import { fieldsOf } from '../rows-about.ts';
import { endOf, groundOf } from './ends.ts';
import { holdsOn, type Hold } from './holds.ts';
import { parentsOf, type Links } from './links.ts';
import { ownRows } from './own-rows.ts';
import { sealedAway } from './sealed-away.ts';

/** Whom it is about. `whole`: nobody else is at the customer, so the customer's own rows go too. */
export interface Subject {
  readonly customer: string;
  readonly person: string;
  readonly whole: boolean;
}

export interface PlanField {
  readonly column: string;
  readonly act: 'delete' | 'shred' | 'keep';
}

/** What happens to some rows of one table. `until`: the last day they are kept, ISO; null where nobody knows yet. */
export interface PlanLine {
  readonly slice: string;
  readonly table: string;
  /** Null where nobody can count them. */
  readonly rows: number | null;
  readonly act: 'delete' | 'keep';
  readonly ground?: RetainGround;
  readonly until?: string | null;
  readonly fields: readonly PlanField[];
  /** Whether something of what stays is sealed with the person's key. */
  readonly sealed: boolean;
}

/** What an erasure waits for before it may call itself done. */
export interface Wait {
  readonly for: 'contract' | 'records' | 'hold' | 'restriction' | 'recipient' | 'bill-run';
  readonly until: string | null;
  /** Table, month or recipient. */
  readonly what: string;
}

export interface ErasurePlan {
  readonly today: string;
  readonly whole: boolean;
  readonly lines: readonly PlanLine[];
  readonly waits: readonly Wait[];
}

/** One table of the plan, as the act needs it. */
export interface TablePlan {
  readonly slice: string;
  readonly table: AnyTable;
  /** SQL over `t` with $1 customer, $2 person, $3 today. */
  readonly mine: string;
  /** Of those, the ones that stay; `false` for none. */
  readonly stays: string;
  readonly ends: string | undefined;
  readonly ground: RetainGround | undefined;
}

const OWN = new Set(['privacy.erasure_ledger', 'privacy.hold']);

/** Whether others are at the customer, from the rows themselves. @returns undefined for a person that there is not. */
export async function subjectOf(
  ctx: Ctx,
  who: { readonly customer: string; readonly person: string },
): Promise<Subject | undefined> {
  const { rows } = await queryOf(ctx)('SELECT person_id FROM customers.person WHERE customer_id = $1', [
    who.customer,
  ]);
  if (!rows.some((row) => row['person_id'] === who.person)) return undefined;
  return { ...who, whole: rows.length === 1 };
}

/** Table by table, from the data map: what goes and what stays, with its ground. Held rows keep what they hang on. */
export async function tablePlans(
  ctx: Ctx,
  maps: readonly DataMap[],
  who: Subject,
  links: Links,
  zone: string,
): Promise<TablePlan[]> {
  const kept = await keptFor(ctx, who);
  const plans = maps.flatMap((map) =>
    map.tables.flatMap((table): TablePlan[] => {
      const mine = OWN.has(table.name) ? undefined : ownRows(table, who, map);
      if (mine === undefined) return [];
      const ground = groundOf(table);
      const ends = ground === undefined ? undefined : endOf(table, zone);
      const stays =
        ground === undefined ? 'false' : ends === undefined ? 'true' : `COALESCE(${ends} > $3::date, true)`;
      return [{ slice: map.slice, table, mine, stays, ends, ground }];
    }),
  );
  return withKept(plans, kept, links);
}

/** Something that keeps a table, or all there is, whatever the map says of its end. */
export interface Keeps {
  readonly table: string | null;
  readonly ground: 'legal_hold' | 'restriction';
}

/** Legal holds on the person, and what is frozen. */
export const keptFor = async (ctx: Ctx, who: Subject): Promise<readonly Keeps[]> => [
  ...(await holdsOn(ctx, who)).map(held),
  ...(await frozenOf(ctx, who)),
];

const held = ({ table }: Hold): Keeps => ({ table, ground: 'legal_hold' });

/** What the person, or whoever pays there, has frozen is not erased either (GDPR Art. 18.2; promise restriction.2): they lift it first. */
async function frozenOf(ctx: Ctx, who: Subject): Promise<Keeps[]> {
  const frozen = await ctx.db.gate.kept(queryOf(ctx));
  return frozen
    .filter(
      ({ customer, person, coversCustomer }) =>
        customer === who.customer && (person === who.person || coversCustomer),
    )
    .map(({ table }) => ({ table, ground: 'restriction' }));
}

function withKept(plans: readonly TablePlan[], kept: readonly Keeps[], links: Links): TablePlan[] {
  return kept.reduce<readonly TablePlan[]>((before, { table, ground }) => {
    const named = new Set(table === null ? [] : [table, ...parentsOf(links, table)]);
    return before.map((plan) =>
      table === null || named.has(plan.table.name)
        ? { ...plan, stays: 'true', ends: undefined, ground }
        : plan,
    );
  }, plans) as TablePlan[];
}

/** The dry run: the same rows by the same conditions as the act (promise access.9). */
export async function planErasure(
  ctx: Ctx,
  given: { readonly maps: readonly DataMap[]; readonly links: Links; readonly timeZone: string },
  who: Subject,
): Promise<ErasurePlan> {
  const today = dayAt(ctx.db.clock.now(), given.timeZone);
  const contract = await runningContract(ctx, who, today);
  const lines: PlanLine[] = [];
  for (const plan of await tablePlans(ctx, given.maps, who, given.links, given.timeZone)) {
    const counts = await countRows(ctx, plan, who, today);
    if (counts.goes > 0) lines.push(lineOf(plan, 'delete', counts.goes));
    if (counts.stays > 0) lines.push({ ...lineOf(plan, 'keep', counts.stays), until: counts.until });
  }
  lines.push(...(await sealedAway(ctx)));
  if (contract !== undefined)
    return {
      today,
      whole: who.whole,
      lines: lines.map((line) =>
        line.act === 'keep'
          ? line
          : { ...line, act: 'keep', ground: 'contract', until: contract.until, fields: kept(line) },
      ),
      waits: [{ for: 'contract', until: contract.until, what: '' }],
    };
  return { today, whole: who.whole, lines, waits: waitsOf(lines) };
}

const kept = (line: PlanLine): PlanField[] => line.fields.map(({ column }) => ({ column, act: 'keep' }));

/**
 * Records whose other party is sealed with the person's key hold that key until they end; so does a legal hold, or what is frozen, until it
 * is lifted. What is kept in names of things and days alone holds no key, and is not waited for.
 */
export function waitsOf(lines: readonly PlanLine[]): Wait[] {
  return lines.flatMap((line): Wait[] => {
    if (line.act !== 'keep') return [];
    if (line.ground === 'legal_hold') return [{ for: 'hold', until: null, what: line.table }];
    if (line.ground === 'restriction') return [{ for: 'restriction', until: null, what: line.table }];
    return line.ground === 'legal_claims' && line.sealed
      ? [{ for: 'records', until: line.until ?? null, what: line.table }]
      : [];
  });
}

export interface Counts {
  readonly goes: number;
  readonly stays: number;
  readonly until: string | null;
}

export async function countRows(ctx: Ctx, plan: TablePlan, who: Subject, today: string): Promise<Counts> {
  const { mine, stays, ends, table } = plan;
  const { rows } = await queryOf(ctx)(
    `SELECT count(*) FILTER (WHERE NOT stays)::int AS goes, count(*) FILTER (WHERE stays)::int AS kept,
       CASE WHEN bool_or(stays AND last IS NULL) THEN NULL ELSE (max(last) FILTER (WHERE stays) - 1)::text END AS until
     FROM (SELECT ${stays} AS stays, ${ends === undefined ? 'NULL::date' : `(${ends})::date`} AS last FROM ${table.name} t WHERE ${allParameters(mine)}) k`,
    [who.customer, who.person, today],
  );
  const row = rows[0] ?? {};
  return {
    goes: Number(row['goes']),
    stays: Number(row['kept']),
    until: typeof row['until'] === 'string' ? row['until'] : null,
  };
}

/** PostgreSQL wants to know the type of every parameter it is sent, used or not. */
export const allParameters = (condition: string): string =>
  `(${condition}) AND $1::text IS NOT NULL AND $2::text IS NOT NULL AND $3::date IS NOT NULL`;

export function lineOf(plan: TablePlan, act: 'delete' | 'keep', rows: number): PlanLine {
  const fields = fieldsOf(plan.table).flatMap(([column, field]) =>
    field.personal
      ? [{ column, act: actOf(field, act, plan.ground), sealed: field.sealed !== undefined }]
      : [],
  );
  return {
    slice: plan.slice,
    table: plan.table.name,
    rows,
    act,
    ...(act === 'keep' && plan.ground !== undefined ? { ground: plan.ground } : {}),
    fields: fields.map(({ column, act: how }) => ({ column, act: how })),
    sealed: fields.some(({ act: how, sealed }) => how === 'keep' && sealed),
  };
}

function actOf(
  field: Extract<Field, { personal: true }>,
  act: 'delete' | 'keep',
  ground: RetainGround | undefined,
): PlanField['act'] {
  const goes = field.sealed === undefined ? 'delete' : 'shred';
  if (act === 'delete') return goes;
  return typeof field.onErase === 'object' || ground === 'legal_hold' || ground === 'restriction'
    ? 'keep'
    : goes;
}

/** A contract that runs is why its data are needed (GDPR Art. 17.1 (a)): they go when it ends. A user who pays for nothing need not wait. */
async function runningContract(
  ctx: Ctx,
  who: Subject,
  today: string,
): Promise<{ readonly until: string | null } | undefined> {
  const { rows } = await queryOf(ctx)(
    `SELECT c.contract_end, c.state, (SELECT count(*)::int FROM customers.person o WHERE o.customer_id = c.customer_id AND 'subscriber' = ANY(o.roles)) AS payers,
       'subscriber' = ANY(p.roles) AS pays
     FROM customers.customer c JOIN customers.person p USING (customer_id) WHERE c.customer_id = $1 AND p.person_id = $2`,
    [who.customer, who.person],
  );
  const row = rows[0];
  if (row === undefined || row['state'] === 'ended') return undefined;
  const until = typeof row['contract_end'] === 'string' ? row['contract_end'] : null;
  if (until !== null && until < today) return undefined;
  return who.whole || (row['pays'] === true && row['payers'] === 1) ? { until } : undefined;
}
