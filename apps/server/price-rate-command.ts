import {
  explain,
  loadRater,
  openingBalance,
  operatorOf,
  planAt,
  type Balances,
  type Kind,
  type Rater,
  type Usage,
} from '#modules/prices';
import type { Command, CommandCall } from './commands.ts';
import { withHouse } from './reach.ts';

/** A number as people write it: +47…, 0047… and 070… become E.164 digits, what is as short as a short code stays one. */
export function digitsOf(text: string): string | undefined {
  const plain = text.replace(/[\s()./-]/g, '');
  if (!/^\+?\d{1,16}$/.test(plain)) return undefined;
  if (plain.startsWith('+')) return plain.slice(1);
  if (plain.startsWith('00')) return plain.slice(2);
  return plain.length > 6 && plain.startsWith('0') ? `46${plain.slice(1)}` : plain;
}

interface Asked {
  readonly plan: string;
  readonly usage: Usage;
}

/** What was asked for, or in words what is wrong with it. */
function readQuestion({ options, config }: CommandCall): Asked | string {
  const text = (name: string, fallback: string): string => {
    const given = options[name];
    return typeof given === 'string' && given !== '' ? given : fallback;
  };
  const plan = text('plan', '');
  if (plan === '') return 'prices rate needs --plan=…';
  const kind = text('kind', 'voice');
  if (!['voice', 'sms', 'mms', 'data'].includes(kind)) return `«${kind}» is none of voice, sms, mms, data.`;
  const other = kind === 'data' ? '' : digitsOf(text('to', ''));
  if (other === undefined) return 'prices rate needs --to=NUMBER.';
  const whole = (name: string, fallback: string): number =>
    /^\d{1,15}$/.test(text(name, fallback)) ? Number(text(name, fallback)) : NaN;
  const [seconds, bytes] = [whole('seconds', '60'), whole('bytes', '1000000')];
  if (Number.isNaN(seconds) || Number.isNaN(bytes)) return '--seconds and --bytes take whole numbers.';
  const at = options['at'] === undefined ? config.clock.now() : Date.parse(text('at', ''));
  if (Number.isNaN(at)) return '--at takes an ISO time, such as 2026-11-24T10:03:00+01:00.';
  const direction = text('direction', 'out');
  if (direction !== 'out' && direction !== 'in') return '--direction is out or in.';
  return {
    plan,
    usage: {
      kind: kind as Kind,
      direction,
      other,
      start: at,
      seconds: kind === 'voice' ? seconds : 0,
      bytes: kind === 'data' ? bytes : 0,
      answered: true,
      visited: text('visited', '').toUpperCase(),
    },
  };
}

/** Allowances as they are when a month begins; else used up. */
function balancesFor(rater: Rater, { plan, usage }: Asked, full: boolean): Balances {
  const own: Record<string, number> = {};
  if (full)
    for (const allowance of planAt(rater, plan, usage.start)?.allowances ?? [])
      own[allowance.id] = openingBalance(allowance, 0);
  return { own };
}

export const priceRateCommand: Command = {
  words: ['prices', 'rate'],
  takes: '--plan P --to NUMBER …',
  does: 'prices one call and says why [--seconds N] [--at ISO] [--kind voice|sms|mms|data] [--bytes N] [--visited CC] [--direction in] [--allowances full]',
  options: ['plan', 'to', 'seconds', 'at', 'kind', 'bytes', 'visited', 'direction', 'allowances', 'language'],
  run: (call) => {
    const { config, options, json, io } = call;
    const asked = readQuestion(call);
    if (typeof asked === 'string') {
      io.complain(asked);
      return 2;
    }
    return withHouse(config, async (house) => {
      const rater = await loadRater(house.ctx('prices-rate'), operatorOf(config));
      const balances = balancesFor(rater, asked, options['allowances'] === 'full');
      const rated = rater.rate(asked.plan, asked.usage, balances);
      const steps = explain(asked.usage, rated, rater, options['language'] === 'en' ? 'en' : 'sv') ?? [];
      if (json) io.out(JSON.stringify({ ...rated, steps }));
      else
        for (const { text, detail, value } of steps)
          io.out(
            `${text}${value === undefined ? '' : `  ${value}`}${detail === undefined ? '' : `\n  ${detail}`}`,
          );
      return rated.outcome === 'unrated' ? 1 : 0;
    });
  },
};
