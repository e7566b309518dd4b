import type { Language } from './create-words.ts';

/** No-break space: between thousands, and between a number and its unit. The narrow one (U+202F) all but vanishes in the font. */
const thin = '\u00a0';
const minus = '\u2212';

export interface Format {
  readonly language: Language;
  /** «14:32» */
  readonly time: (at: Date | number) => string;
  /** «24 november 2026» */
  readonly date: (at: Date | number) => string;
  /** «24 nov» */
  readonly shortDate: (at: Date | number) => string;
  /** «tisdag 24 november» */
  readonly longDate: (at: Date | number) => string;
  /** «november 2026» */
  readonly month: (at: Date | number) => string;
  /** «tisdag» */
  readonly weekday: (at: Date | number) => string;
  /** «I dag», «I går», «I morgon», a weekday within the last six days, else the date. */
  readonly day: (at: Date | number, now: Date | number) => string;
  /** For lists: the time today, the weekday within six days, the day this year, else the ISO date. */
  readonly listTime: (at: Date | number, now: Date | number) => string;
  /** «i dag 09:14», «i går 15:22», «12 nov 15:22» */
  readonly moment: (at: Date | number, now: Date | number) => string;
  /** «29 dagar kvar», «i dag», «3 dagar sedan»; counted in calendar days. */
  readonly daysLeft: (at: Date | number, now: Date | number) => string;
  /** Calendar days from now to then in the zone in force. */
  readonly daysBetween: (now: Date | number, at: Date | number) => number;
  /** «2,4 MB»; powers of 1000. */
  readonly bytes: (count: number) => string;
  /** «1 846» */
  readonly count: (value: number | bigint) => string;
  /** «62 %», from 0 to 1. */
  readonly percent: (share: number) => string;
  /** «1 284,00», from öre. */
  readonly amount: (ore: bigint) => string;
  /** «1 284 kr», with decimals only when there are öre; `exact` always shows them. */
  readonly kronor: (ore: bigint, exact?: boolean) => string;
  /** «2 min 41 s», from seconds. */
  readonly duration: (seconds: number) => string;
  /** «a, b och c» */
  readonly list: (items: readonly string[]) => string;
}

const tongues = {
  sv: {
    locale: 'sv-SE',
    today: 'I dag',
    yesterday: 'I går',
    tomorrow: 'I morgon',
    percent: `${thin}%`,
    decimal: ',',
    group: thin,
    left: (days: number) => (days === 1 ? '1 dag kvar' : `${days} dagar kvar`),
    ago: (days: number) => (days === 1 ? '1 dag sedan' : `${days} dagar sedan`),
    money: (amount: string) => `${amount}${thin}kr`,
  },
  en: {
    locale: 'en-GB',
    today: 'Today',
    yesterday: 'Yesterday',
    tomorrow: 'Tomorrow',
    percent: '%',
    decimal: '.',
    group: ',',
    left: (days: number) => (days === 1 ? '1 day left' : `${days} days left`),
    ago: (days: number) => (days === 1 ? '1 day ago' : `${days} days ago`),
    money: (amount: string) => `SEK${thin}${amount}`,
  },
} as const;

function grouped(digits: string, separator: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, separator);
}

/*
 * Bigint literals are safe here and outside components only: the React compiler in use (oxc-transform-react 0.156)
 * writes `undefined` for every bigint literal inside a component or hook. compiled.test.ts keeps them out.
 */

/** Everything a reader sees of numbers and times. The zone is the reader's own unless one is named. */
export function createFormat(language: Language, timeZone?: string): Format {
  const tongue = tongues[language];
  const shaped = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return (at: Date | number) =>
      (made ??= new Intl.DateTimeFormat(tongue.locale, {
        ...options,
        ...(timeZone === undefined ? {} : { timeZone }),
      })).format(at);
  };
  const time = shaped({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const date = shaped({ day: 'numeric', month: 'long', year: 'numeric' });
  const dayMonth = shaped({ day: 'numeric', month: 'short' });
  const longDate = shaped({ weekday: 'long', day: 'numeric', month: 'long' });
  const month = shaped({ month: 'long', year: 'numeric' });
  const weekday = shaped({ weekday: 'long' });
  const shortWeekday = shaped({ weekday: 'short' });
  const calendarDay = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const listing = new Intl.ListFormat(tongue.locale, { type: 'conjunction' });

  const isoDay = (at: Date | number) => calendarDay.format(at);
  const daysBetween = (now: Date | number, at: Date | number) =>
    Math.round((Date.parse(isoDay(at)) - Date.parse(isoDay(now))) / 86_400_000);
  // Intl writes «24 nov.» in Swedish; the point is noise in a list.
  const shortDate = (at: Date | number) => dayMonth(at).replaceAll('.', '');
  const count = (value: number | bigint) => {
    const text = String(value);
    return text.startsWith('-') ? minus + grouped(text.slice(1), tongue.group) : grouped(text, tongue.group);
  };
  const amount = (ore: bigint) => {
    const size = ore < 0n ? -ore : ore;
    return `${ore < 0n ? minus : ''}${grouped(String(size / 100n), tongue.group)}${tongue.decimal}${String(size % 100n).padStart(2, '0')}`;
  };
  const day = (at: Date | number, now: Date | number) => {
    const away = daysBetween(now, at);
    if (away === 0) return tongue.today;
    if (away === -1) return tongue.yesterday;
    if (away === 1) return tongue.tomorrow;
    return away > -7 && away < 0 ? weekday(at) : date(at);
  };

  return {
    language,
    time,
    date,
    shortDate,
    longDate,
    month,
    weekday,
    day,
    daysBetween,
    listTime(at, now) {
      const away = daysBetween(now, at);
      if (away === 0) return time(at);
      if (away > -7 && away < 0) return shortWeekday(at).replaceAll('.', '');
      const iso = isoDay(at);
      return iso.slice(0, 4) === isoDay(now).slice(0, 4) ? shortDate(at) : iso;
    },
    moment(at, now) {
      const away = daysBetween(now, at);
      const name =
        away === 0 ? tongue.today : away === -1 ? tongue.yesterday : away === 1 ? tongue.tomorrow : undefined;
      if (name !== undefined) return `${name.toLowerCase()} ${time(at)}`;
      const iso = isoDay(at);
      return `${iso.slice(0, 4) === isoDay(now).slice(0, 4) ? shortDate(at) : iso} ${time(at)}`;
    },
    daysLeft(at, now) {
      const away = daysBetween(now, at);
      return away === 0 ? tongue.today.toLowerCase() : away > 0 ? tongue.left(away) : tongue.ago(-away);
    },
    bytes(size) {
      if (size < 1000) return `${size}${thin}B`;
      const units = ['kB', 'MB', 'GB', 'TB'];
      let value = size / 1000;
      let unit = 0;
      // 999.5 would round to «1000 kB».
      while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit += 1;
      }
      const text =
        value < 9.95 && unit > 0 ? value.toFixed(1).replace('.', tongue.decimal) : String(Math.round(value));
      return `${text}${thin}${units[unit]}`;
    },
    count,
    percent: (share) => `${count(Math.round(share * 100))}${tongue.percent}`,
    amount,
    kronor(ore, exact = false) {
      const text = exact || ore % 100n !== 0n ? amount(ore) : amount(ore).slice(0, -3);
      return tongue.money(text);
    },
    duration(seconds) {
      const whole = Math.round(seconds);
      const parts: string[] = [];
      const hours = Math.floor(whole / 3600);
      const minutes = Math.floor((whole % 3600) / 60);
      if (hours > 0) parts.push(`${hours}${thin}${language === 'sv' ? 'tim' : 'h'}`);
      if (minutes > 0) parts.push(`${minutes}${thin}min`);
      if (hours === 0 && (whole % 60 > 0 || whole === 0)) parts.push(`${whole % 60}${thin}s`);
      return parts.join(' ');
    },
    list: (items) => listing.format(items),
  };
}
