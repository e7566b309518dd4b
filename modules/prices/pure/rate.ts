import { CLASSES, type DestinationClass } from './book.ts';
import { halfUp } from './amount.ts';
import { charged, epochIndex, findRule, placeOf, type Tables } from './look-up.ts';
import type { PlanInForce } from './period.ts';
import { DENOMINATOR, kindNumber, type Rules } from './rules.ts';
import { partsOfCall } from './split.ts';
import { takeFrom } from './take.ts';
import type { AllowanceUse, Balances, Part, Rated, Reason, Usage } from './usage.ts';

/** Over ten million kronor, or more bytes than a record can be right about: a person has to look. */
const MOST_ORE = 1_000_000_000;
const MOST_BYTES = 2_000_000_000_000;
const MOST_SECONDS = 31 * 86_400;

const classes = (...names: readonly DestinationClass[]): Uint8Array =>
  Uint8Array.from(CLASSES, (one) => (names.includes(one) ? 1 : 0));
const PREMIUM = classes('premium');
const INTERNATIONAL = classes(
  'international-fixed',
  'international-mobile',
  'international-special',
  'satellite',
);
const EMERGENCY = CLASSES.indexOf('emergency');
const HELPLINE = CLASSES.indexOf('helpline');
const FREEPHONE = CLASSES.indexOf('freephone');
const NO_USES: readonly AllowanceUse[] = Object.freeze([]);
const NO_PARTS: readonly Part[] = Object.freeze([]);

export const emptyRated = (): Rated => ({
  outcome: 'unrated',
  reason: '',
  plan: '',
  destination: '',
  prefixDigits: 0,
  zone: '',
  units: 0,
  setup: false,
  version: '',
  rule: 0,
  paid: 0,
  more: NO_PARTS,
  uses: NO_USES,
  amountOre: 0,
  numerator: 0,
  denominator: 1,
  vatIncluded: false,
});

function end(out: Rated, outcome: Rated['outcome'], reason: Reason): Rated {
  out.outcome = outcome;
  out.reason = reason;
  return out;
}

/**
 * Prices one record by what is in force when it starts. Takes from `balances`; the caller says which month's they are. `out` is
 * overwritten and returned. No price is «unrated», never free.
 */
export function rate(tables: Tables, planId: string, usage: Usage, balances: Balances, out: Rated): Rated {
  out.plan = planId;
  out.destination = out.zone = out.version = '';
  out.prefixDigits = out.units = out.rule = out.paid = out.amountOre = out.numerator = 0;
  out.setup = out.vatIncluded = false;
  out.more = NO_PARTS;
  out.uses = NO_USES;
  out.denominator = 1;
  const index = epochIndex(tables.epochs, usage.start);
  const epoch = tables.epochs[index];
  if (epoch === undefined) return end(out, 'unrated', 'no-book');
  const plan = epoch.plans.get(planId);
  if (plan === undefined) return end(out, 'unrated', 'no-plan');
  out.vatIncluded = plan.plan.vat === 'included';
  let where = 0;
  if (usage.visited !== '' && usage.visited !== tables.homeCountry) {
    const zone = epoch.zoneOf.get(usage.visited);
    if (zone === undefined) return end(out, 'unrated', 'unknown-country');
    where = zone;
    out.zone = epoch.zoneIds[zone]!;
  }
  const kind = kindNumber(usage.kind);
  const incoming = usage.direction === 'in' ? 1 : 0;
  const found = kind === 3 || incoming === 1 ? 0 : placeOf(epoch, usage.other);
  const place = found >> 4;
  if (found !== 0) {
    out.destination = epoch.places[place]!.id;
    out.prefixDigits = found & 15;
  }
  if (kind === 0 && !usage.answered) return end(out, 'free', 'unanswered');
  if ((kind === 0 && usage.seconds === 0) || (kind === 3 && usage.bytes === 0))
    return end(out, 'free', 'nothing-used');
  if (found === 0 && kind !== 3 && incoming === 0) return end(out, 'unrated', 'no-destination');
  const klass = epoch.classOf[place]!;
  if (klass === EMERGENCY) return end(out, 'free', 'emergency');
  if (klass === HELPLINE) return end(out, 'free', 'helpline');
  const bars = balances.bars;
  if (where !== 0 && bars?.roaming === true) return end(out, 'barred', 'barred-roaming');
  const asHome = epoch.likeHome[where] === 1;
  if (incoming === 1 && kind !== 3 && asHome) return end(out, 'free', 'incoming');
  if (klass === FREEPHONE && asHome) return end(out, 'free', 'freephone');
  if (found !== 0) {
    if (plan.barred[klass] === 1) return end(out, 'barred', 'barred-class');
    if (bars?.premium === true && PREMIUM[klass] === 1) return end(out, 'barred', 'barred-premium');
    if (bars?.international === true && INTERNATIONAL[klass] === 1)
      return end(out, 'barred', 'barred-international');
  }
  const rule = findRule(tables, epoch, plan, where, kind, incoming, place, usage.start);
  if (rule < 0) return end(out, 'unrated', 'no-price');
  if (usage.bytes > MOST_BYTES || usage.seconds > MOST_SECONDS) return end(out, 'unrated', 'too-large');
  return price(tables, index, plan, where, kind, incoming, place, rule, usage, balances, out);
}

function price(
  tables: Tables,
  index: number,
  plan: PlanInForce,
  where: number,
  kind: number,
  incoming: number,
  place: number,
  rule: number,
  usage: Usage,
  balances: Balances,
  out: Rated,
): Rated {
  const { rules } = tables;
  const splits = kind === 0 && rules.split[rule] === 1;
  const parts = splits ? partsOfCall(tables, index, plan.plan.id, where, incoming, rule, usage) : undefined;
  if (splits && parts === undefined) return end(out, 'unrated', 'no-price');
  const units =
    parts !== undefined
      ? parts.reduce((sum, part) => sum + part.units, 0)
      : kind === 0
        ? charged(usage.seconds, rules.first[rule]!, rules.next[rule]!)
        : kind === 3
          ? charged(Math.ceil(usage.bytes / 1000), rules.first[rule]!, rules.next[rule]!)
          : 1;
  const covered = incoming === 1 && kind !== 3 ? 0 : takeFrom(plan, where, kind, place, units, balances, out);
  const denominator = DENOMINATOR[kind]!;
  const scale = denominator / 1000;
  let paid = units - covered;
  let numerator = 0;
  if (parts === undefined || parts.length === 1) numerator = paid * rules.price[rule]!;
  else {
    // The allowance pays for the beginning, whatever it would have cost.
    let free = covered;
    const later: Part[] = [];
    for (const [at, part] of parts.entries()) {
      const left = part.units - Math.min(free, part.units);
      free -= part.units - left;
      numerator += left * rules.price[part.rule]!;
      if (at === 0) paid = left;
      else if (left > 0) later.push({ ...named(rules, part.rule), units: left });
    }
    out.more = later;
  }
  out.setup = covered === 0 && rules.setup[rule]! > 0;
  if (out.setup) numerator += rules.setup[rule]! * scale;
  if (covered < units && numerator < rules.minimum[rule]! * scale) numerator = rules.minimum[rule]! * scale;
  if (!(numerator <= MOST_ORE * denominator)) return undo(plan, balances, out);
  out.version = rules.versionOf[rules.list[rule]!]!;
  out.rule = rules.row[rule]!;
  out.units = units;
  out.paid = paid;
  out.numerator = numerator;
  out.denominator = denominator;
  out.amountOre = halfUp(numerator, denominator);
  return end(out, 'rated', '');
}

const named = (rules: Rules, rule: number): { readonly version: string; readonly rule: number } => ({
  version: rules.versionOf[rules.list[rule]!]!,
  rule: rules.row[rule]!,
});

/** An amount nobody believes takes nothing from an allowance. */
function undo(plan: PlanInForce, balances: Balances, out: Rated): Rated {
  for (const { allowance, units } of out.uses) {
    const shared = plan.allowances.find((one) => one.allowance.id === allowance)?.allowance.shared === true;
    const from = shared ? (balances.shared ?? balances.own) : balances.own;
    from[allowance] = (from[allowance] ?? 0) + units;
  }
  out.uses = NO_USES;
  out.more = NO_PARTS;
  out.setup = false;
  return end(out, 'unrated', 'too-large');
}
