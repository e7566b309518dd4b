import { arithmeticOf, priceOf, type Arithmetic } from './amount-of.ts';
import type { Price } from './book.ts';
import type { Rater } from './compile.ts';
import { epochIndex } from './look-up.ts';
import {
  dayText,
  durationText,
  moneyText,
  numberText,
  plusNumber,
  sizeText,
  timeText,
} from './say-amounts.ts';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';
import type { Explanation, Usage } from './usage.ts';
import type { Words } from './words.ts';

/** One line of «Varför 6,90?». */
export interface Step {
  readonly about:
    | 'whom'
    | 'list'
    | 'setup'
    | 'units'
    | 'allowance'
    | 'minimum'
    | 'rounding'
    | 'reason'
    | 'sum';
  readonly text: string;
  readonly detail?: string;
  /** What stands to the right: an amount in kronor, or what is left. */
  readonly value?: string;
  /** The step's share of the amount in öre, exactly; the shares of all steps but the sum add up to it. */
  readonly share?: { readonly numerator: number; readonly denominator: number };
}

/**
 * Tells in plain words how an amount came about: whom it was to, price list, set-up fee, increments, allowances, rounding, sum.
 * @returns undefined when `rater` was made without a price version that the explanation names.
 */
export function explain(
  usage: Usage,
  told: Explanation,
  rater: Rater,
  language: 'sv' | 'en',
): readonly Step[] | undefined {
  const words = language === 'sv' ? sv : en;
  const sums = arithmeticOf(told, rater);
  if (sums === undefined) return undefined;
  const epoch = rater.tables.epochs[epochIndex(rater.tables.epochs, usage.start)];
  const plan = epoch?.plans.get(told.plan);
  const vatIncluded = plan?.plan.vat !== 'excluded';
  return [
    whom(usage, told, rater, words),
    ...(told.outcome === 'rated'
      ? [
          ...list(told, rater, words),
          ...priced(usage, told, rater, sums, words, plan?.plan[language] ?? told.plan),
        ]
      : told.reason === ''
        ? []
        : [{ about: 'reason' as const, text: words.why[told.reason] }]),
    {
      about: 'sum',
      text: words.sum(vatIncluded),
      value: `${moneyText(sums.amountOre, 1, words)} kr`,
    },
  ];
}

const languageOf = (words: Words): 'sv' | 'en' => (words.locale === 'sv-SE' ? 'sv' : 'en');

function whom(usage: Usage, told: Explanation, rater: Rater, words: Words): Step {
  const { tables } = rater;
  const epoch = tables.epochs[epochIndex(tables.epochs, usage.start)];
  const place = epoch?.places.find((one) => one !== undefined && one.id === told.destination);
  const name = place?.[languageOf(words)] ?? words.unknownNumber;
  const prefix = usage.other.slice(0, told.prefixDigits);
  const details = [
    ...(place === undefined || told.prefixDigits === 0
      ? []
      : [words.kindOfNumber(usage.other.length <= 6 ? prefix : plusNumber(prefix), place.class)]),
    words.began(usage.kind, timeText(usage.start, tables.zone)),
    ...(told.zone === '' ? [] : [words.visited(countryName(usage.visited, words))]),
  ];
  return {
    about: 'whom',
    text: words.called(usage.kind, usage.direction, name),
    detail: details.join(' '),
  };
}

const countryName = (code: string, words: Words): string =>
  new Intl.DisplayNames(words.locale, { type: 'region' }).of(code) ?? code;

function list(told: Explanation, rater: Rater, words: Words): readonly Step[] {
  const versions = [...new Set([told.version, ...told.more.map(({ version }) => version)])];
  return versions.flatMap((version) => {
    const found = priceOf(rater, version, 1)?.list;
    return found === undefined
      ? []
      : [
          {
            about: 'list' as const,
            text: words.list(found.name, found.version),
            detail: words.since(dayText(found.effective, words)),
          },
        ];
  });
}

function priced(
  usage: Usage,
  told: Explanation,
  rater: Rater,
  sums: Arithmetic,
  words: Words,
  planName: string,
): readonly Step[] {
  const { denominator } = sums;
  const step = (about: Step['about'], text: string, numerator: number, detail?: string): Step => ({
    about,
    text,
    value: moneyText(numerator, denominator, words),
    share: { numerator, denominator },
    ...(detail === undefined ? {} : { detail }),
  });
  const detail = countedUp(usage, told, sums, words);
  return [
    ...(sums.setup > 0 ? [step('setup', words.setup, sums.setup)] : []),
    ...allowanceSteps(usage, told, rater, words),
    ...sums.parts.flatMap(({ price, units, numerator }, at) =>
      units === 0
        ? []
        : [
            step(
              'units',
              price.price === 0 ? words.included(planName) : unitsText(price, units, words),
              numerator,
              at === 0 ? detail : undefined,
            ),
          ],
    ),
    ...(sums.minimum > 0 ? [step('minimum', words.minimum, sums.minimum)] : []),
    ...(sums.rounding === 0 ? [] : [step('rounding', words.rounding, sums.rounding)]),
  ];
}

const wholeMinutes = (price: Price): boolean => price.first % 60 === 0 && price.next % 60 === 0;

function unitsText(price: Price, units: number, words: Words): string {
  const each = moneyText(price.price, 1000, words);
  if (price.kind === 'data') return words.megabytes(sizeText(units * 1000, words), each);
  if (price.kind !== 'voice') return words.pieces(price.kind, each);
  return wholeMinutes(price) && units % 60 === 0
    ? words.minutes(units / 60, each)
    : words.duration(durationText(units), each);
}

/** Says so when more is charged for than was used. */
function countedUp(usage: Usage, told: Explanation, sums: Arithmetic, words: Words): string | undefined {
  const price = sums.parts[0]?.price;
  if (usage.kind === 'voice' && price !== undefined && told.units !== usage.seconds)
    return words.countedUp(
      durationText(usage.seconds),
      wholeMinutes(price) && told.more.length === 0 ? '' : durationText(told.units),
    );
  if (usage.kind === 'data' && told.units * 1000 !== usage.bytes)
    return words.countedUp(`${numberText(usage.bytes)} B`, sizeText(told.units * 1000, words));
  return undefined;
}

/** What allowances gave and have left; where something had to be paid, also those that had nothing left. */
function allowanceSteps(usage: Usage, told: Explanation, rater: Rater, words: Words): readonly Step[] {
  const { tables } = rater;
  const epoch = tables.epochs[epochIndex(tables.epochs, usage.start)];
  const where = epoch?.zoneIds.indexOf(told.zone) ?? -1;
  const place = epoch?.places.findIndex((one) => (one?.id ?? '') === told.destination) ?? -1;
  const kind = { voice: 0, sms: 1, mms: 2, data: 3 }[usage.kind];
  const counts = (epoch?.plans.get(told.plan)?.allowances ?? []).filter(
    (one) => one.kinds[kind] === 1 && one.where[where] === 1 && one.places[place] === 1,
  );
  const amount = (units: number): string =>
    usage.kind === 'voice'
      ? durationText(units)
      : usage.kind === 'data'
        ? sizeText(units, words)
        : `${units} ${words.piecesLeft}`.trim();
  const paid = told.paid > 0 || told.more.length > 0;
  return counts.flatMap(({ allowance }): readonly Step[] => {
    const use = told.uses.find((one) => one.allowance === allowance.id);
    if (usage.direction === 'in' && usage.kind !== 'data') return [];
    if (use === undefined && !paid) return [];
    return [
      {
        about: 'allowance',
        text: allowance[languageOf(words)],
        value: words.left(use === undefined || use.left === 0 ? '0' : amount(use.left)),
        ...(use === undefined ? {} : { detail: `${amount(use.units)}.` }),
      },
    ];
  });
}
