import { dayAt } from '#modules/customers';
import { queryOf, type Ctx } from '#platform/db';

/** A month is written by its first day, `YYYY-MM-01`, as the database keeps it. */
export const monthAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${number === 12 ? year + 1 : year}-${String((number % 12) + 1).padStart(2, '0')}-01`;
};
export const monthBefore = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${number === 1 ? year - 1 : year}-${String(number === 1 ? 12 : number - 1).padStart(2, '0')}-01`;
};

/** The operator's months: which one a moment lies in, and onto which month's bill it goes. */
export interface Months {
  of(at: number): string;
  /** The same month while it is open; else the first open one after it. */
  bill(month: string): string;
}

const HOUR = 3_600_000;

export async function operatorMonths(ctx: Ctx, timeZone: string): Promise<Months> {
  const { rows } = await queryOf(ctx)('SELECT bill_month FROM traffic.closed_month', []);
  const closed = new Set(rows.map((row) => String(row['bill_month'])));
  // Months begin on a full quarter of an hour everywhere, and in this trade on a full hour: one answer serves that hour.
  const known = new Map<number, string>();
  return {
    of(at) {
      const hour = Math.floor(at / HOUR);
      let month = known.get(hour);
      if (month === undefined) {
        month = `${dayAt(hour * HOUR, timeZone).slice(0, 7)}-01`;
        if (known.size > 20_000) known.clear();
        known.set(hour, month);
      }
      return month;
    },
    bill(month) {
      let open = month;
      while (closed.has(open)) open = monthAfter(open);
      return open;
    },
  };
}
