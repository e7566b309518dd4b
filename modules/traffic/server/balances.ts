import { openingBalance, planAt, type Rater } from '#modules/prices';
import type { NumberInUse } from '#modules/services';
import { queryOf, type Ctx } from '#platform/db';
import { monthBefore } from './months.ts';

/** What a service has left of its plan's allowances, in the months that a piece of work touches. Held in memory, written back with the rows. */
export interface BalanceBook {
  /** Fetches what is needed for these, in one question. Before `of`. */
  fetch(ctx: Ctx, needed: readonly Need[]): Promise<void>;
  of(holder: NumberInUse, month: string): Balance;
  /** Writes what has changed since the last time, in the caller's transaction. */
  write(ctx: Ctx): Promise<void>;
  /** Forgets what was taken in a piece of work that was not committed. */
  forget(): void;
}

export interface Need {
  readonly holder: NumberInUse;
  readonly month: string;
  readonly at: number;
}

export interface Balance {
  readonly own: Record<string, number>;
  readonly shared: Record<string, number>;
}

interface Kept {
  readonly customer: string;
  readonly name: string;
  readonly month: string;
  readonly granted: Readonly<Record<string, number>>;
  readonly left: Record<string, number>;
  readonly written: Record<string, number>;
}

const MOST = 200_000;
const NONE: Balance = Object.freeze({ own: Object.freeze({}), shared: Object.freeze({}) });

/**
 * A shared allowance belongs to the customer's services on the plan together, any other to the service. What is taken along from the
 * month before is what was left of that month's own units.
 */
export function balanceBook(
  rater: () => Rater,
  servicesOn: (customer: string, plan: string) => number,
): BalanceBook {
  const kept = new Map<string, Kept>();
  /** The last answer for each number: most of a file is one month. */
  const recent = new Map<NumberInUse, { readonly month: string; readonly balance: Balance }>();
  const key = (customer: string, name: string, plan: string, month: string): string =>
    `${customer} ${name} ${plan} ${month}`;
  /** Most plans of a switchboard have none: then nothing is asked for. */
  const having = new Map<string, boolean>();
  const hasAllowances = (plan: string, month: string, at: number): boolean => {
    const name = `${plan} ${month}`;
    let has = having.get(name);
    if (has === undefined) {
      has = (planAt(rater(), plan, at)?.allowances.length ?? 0) > 0;
      having.set(name, has);
    }
    return has;
  };
  const sharedName = (plan: string): string => `plan:${plan}`;

  return {
    async fetch(ctx, needed) {
      if (kept.size > MOST) {
        kept.clear();
        recent.clear();
      }
      const wanted = new Map<string, { customer: string; name: string; month: string; need: Need }>();
      for (const need of needed) {
        const { customer, service, plan } = need.holder;
        // Known since an earlier batch.
        if (recent.get(need.holder)?.month === need.month) continue;
        if (!hasAllowances(plan, need.month, need.at)) continue;
        for (const name of [service, sharedName(plan)]) {
          const at = key(customer, name, plan, need.month);
          if (!kept.has(at)) wanted.set(at, { customer, name, month: need.month, need });
        }
      }
      if (wanted.size === 0) return;
      recent.clear();
      const asked = [...wanted.values()];
      const months = [...new Set(asked.flatMap(({ month }) => [month, monthBefore(month)]))];
      const { rows } = await queryOf(ctx)(
        `SELECT u.customer_id, u.holder, u.month, u.allowance, u.used FROM traffic.allowance_use u
         JOIN (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS w (customer_id, holder)) w USING (customer_id, holder)
         WHERE u.month = ANY($3::date[])`,
        [asked.map(({ customer }) => customer), asked.map(({ name }) => name), months],
      );
      const used = new Map(
        rows.map((row) => [
          `${String(row['customer_id'])} ${String(row['holder'])} ${String(row['month'])} ${String(row['allowance'])}`,
          Number(row['used']),
        ]),
      );
      for (const [at, { customer, name, month, need }] of wanted) {
        const plan = planAt(rater(), need.holder.plan, need.at);
        const granted: Record<string, number> = {};
        const left: Record<string, number> = {};
        const written: Record<string, number> = {};
        for (const allowance of plan?.allowances ?? []) {
          if (allowance.shared !== (name === sharedName(need.holder.plan))) continue;
          const services = allowance.shared ? Math.max(1, servicesOn(customer, need.holder.plan)) : 1;
          const before = used.get(`${customer} ${name} ${monthBefore(month)} ${allowance.id}`);
          const opening = openingBalance(
            allowance,
            before === undefined ? 0 : allowance.units * services - before,
            services,
          );
          const taken = used.get(`${customer} ${name} ${month} ${allowance.id}`) ?? 0;
          granted[allowance.id] = opening;
          left[allowance.id] = Math.max(0, opening - taken);
          written[allowance.id] = left[allowance.id]!;
        }
        kept.set(at, { customer, name, month, granted, left, written });
      }
    },
    of(holder, month) {
      const last = recent.get(holder);
      if (last?.month === month) return last.balance;
      const own = kept.get(key(holder.customer, holder.service, holder.plan, month));
      const shared = kept.get(key(holder.customer, sharedName(holder.plan), holder.plan, month));
      const balance =
        own === undefined || shared === undefined ? NONE : { own: own.left, shared: shared.left };
      recent.set(holder, { month, balance });
      return balance;
    },
    async write(ctx) {
      const [customers, names, months, allowances, used]: [string[], string[], string[], string[], number[]] =
        [[], [], [], [], []];
      for (const { customer, name, month, granted, left, written } of kept.values())
        for (const allowance in left) {
          if (left[allowance] === written[allowance]) continue;
          customers.push(customer);
          names.push(name);
          months.push(month);
          allowances.push(allowance);
          used.push(granted[allowance]! - left[allowance]!);
          written[allowance] = left[allowance]!;
        }
      if (customers.length === 0) return;
      await queryOf(ctx)(
        `INSERT INTO traffic.allowance_use (customer_id, holder, month, allowance, used)
         SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::bigint[])
         ON CONFLICT (customer_id, holder, month, allowance) DO UPDATE SET used = EXCLUDED.used`,
        [customers, names, months, allowances, used],
      );
    },
    forget() {
      kept.clear();
      recent.clear();
      having.clear();
    },
  };
}
