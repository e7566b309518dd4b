import { readKronor, writeKronor } from './amount.ts';
import { CLASSES, DAYS, KINDS, type Day, type DestinationClass, type Kind } from './book.ts';

/** How one column is read and written; `read(write(v))` is `v`. */
export interface Column<T> {
  read(text: string): T | undefined;
  write(value: T): string;
  readonly expects: string;
  /** What an absent or empty cell means; without it the cell must be filled. */
  readonly absent?: T;
}

const column = <T>(
  expects: string,
  read: (text: string) => T | undefined,
  write: (value: T) => string,
): Column<T> => ({ expects, read, write });

export const text: Column<string> = column(
  'a text',
  (raw) => (raw === '' ? undefined : raw),
  (value) => value,
);
export const optional = <T>(inner: Column<T>, absent: T): Column<T> => ({
  expects: `${inner.expects}, or nothing`,
  read: inner.read,
  write: (value) => (value === absent ? '' : inner.write(value)),
  absent,
});
export const idOf = (most: number): Column<string> =>
  column(
    `lower case letters, digits and hyphens, at most ${most}`,
    (raw) => (/^[a-z0-9-]+$/.test(raw) && raw.length <= most ? raw : undefined),
    (value) => value,
  );
export const label = (most: number): Column<string> =>
  column(
    `at most ${most} letters, digits, colons, points and hyphens`,
    (raw) => (/^[\p{L}\d:.-]+$/u.test(raw) && raw.length <= most ? raw : undefined),
    (value) => value,
  );
export const date: Column<string> = column(
  'a day as YYYY-MM-DD',
  (raw) => (/^\d{4}-\d\d-\d\d$/.test(raw) && isDay(raw) ? raw : undefined),
  (value) => value,
);
const isDay = (raw: string): boolean => {
  const at = Date.parse(`${raw}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(raw);
};
export const kronor: Column<number> = column(
  'kronor with at most five decimals, such as 0,69',
  readKronor,
  writeKronor,
);
export const whole = (least: number, most: number): Column<number> =>
  column(
    `a whole number from ${least} to ${most}`,
    (raw) =>
      /^\d{1,16}$/.test(raw) && Number(raw) >= least && Number(raw) <= most && String(Number(raw)) === raw
        ? Number(raw)
        : undefined,
    String,
  );
export const percent: Column<number> = column(
  'per cent with at most two decimals, such as 12,5',
  (raw) => {
    const found = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(raw);
    const points = found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : undefined;
    return points === undefined || points > 10_000 ? undefined : points;
  },
  (points) => `${Math.floor(points / 100)},${String(points % 100).padStart(2, '0')}`,
);
export const yesNo: Column<boolean> = column(
  'yes or no',
  (raw) => (raw === 'yes' ? true : raw === 'no' ? false : undefined),
  (value) => (value ? 'yes' : 'no'),
);
export const oneOf = <const T extends string>(values: readonly T[]): Column<T> =>
  column(
    `one of ${values.join(', ')}`,
    (raw) => values.find((value) => value === raw),
    (value) => value,
  );
export const words = <T extends string>(each: Column<T>): Column<readonly T[]> => ({
  expects: `${each.expects}; several with spaces between`,
  read(raw) {
    const found = raw.split(/\s+/).filter((word) => word !== '');
    const values = found.map((word) => each.read(word));
    return values.includes(undefined) || new Set(found).size < found.length ? undefined : (values as T[]);
  },
  write: (values) => values.join(' '),
  absent: [],
});
export const kinds: Column<readonly Kind[]> = words(oneOf(KINDS));
export const classes: Column<readonly DestinationClass[]> = words(oneOf(CLASSES));
export const days: Column<readonly Day[]> = words(oneOf(DAYS));
export const digits = (most: number): Column<string> =>
  column(
    `at most ${most} digits`,
    (raw) => (/^\d+$/.test(raw) && raw.length <= most ? raw : undefined),
    (value) => value,
  );
export const country: Column<string> = column(
  'two capital letters',
  (raw) => (/^[A-Z]{2}$/.test(raw) ? raw : undefined),
  (value) => value,
);
/** Minutes after midnight as HH:MM; 24:00 is the end of the day. */
export const minute: Column<number> = column(
  'a time as HH:MM',
  (raw) => {
    const found = /^(\d\d):([0-5]\d)$/.exec(raw);
    const value = found ? Number(found[1]) * 60 + Number(found[2]) : undefined;
    return value === undefined || value > 1440 ? undefined : value;
  },
  (value) => `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`,
);
/** «no-mobil», «@norden», «@norden#premium», «^eu», «^eu#international-fixed», «#premium», «*». */
export const selector: Column<string> = column(
  'a destination, @group, ^zone, #class, @group#class, ^zone#class or *',
  (raw) => {
    if (raw === '*' || /^[a-z0-9-]{1,16}$/.test(raw)) return raw;
    const found = /^(?:[@^][a-z0-9-]{1,16})?(?:#([a-z-]+))?$/.exec(raw);
    return raw !== '' && found && (found[1] === undefined || CLASSES.some((one) => one === found[1]))
      ? raw
      : undefined;
  },
  (value) => value,
);
