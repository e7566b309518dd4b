import { parseArgs } from 'node:util';

export interface Options {
  readonly bench: string;
  /** Sizes of mailbox to measure, in messages. */
  readonly messages: readonly number[];
  readonly json: boolean;
  readonly runs: number;
  /** Call records to measure with. */
  readonly records: number;
  readonly subscribers: number;
}

const SIZES = [10_000, 100_000] as const;

export const USAGE = `npm run bench -- <name> [--messages 10000[,100000]] [--runs 3] [--json]

  mail   the mail client in a real browser against a stand-in for Microsoft 365, with and without its cache
  rating the price of a call: ratings a second on one core, against a plain look-up in the same run
  traffic  a record from a switch’s file to rated, stored, billed and erased, beside a bare COPY [--records 1000000] [--subscribers 10000]
  privacy  report and erasure of persons with so many records of use, a look with and without the chain, a night’s sweep, the oracle
         [--messages 1000,100000] [--subscribers 10000]
  parse  files of switches to usage records, rows a second and core by format, beside csv-parse
`;

/** What was asked for on the command line, or in words what is wrong with it. */
export function readOptions(words: readonly string[]): Options | string {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        messages: { type: 'string' },
        runs: { type: 'string' },
        records: { type: 'string' },
        subscribers: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    return (error as Error).message;
  }
  const { values, positionals } = parsed;
  const [bench, ...rest] = positionals;
  if (bench === undefined || rest.length > 0) return 'Name one bench.';
  const messages = values.messages?.split(',').map(Number) ?? SIZES;
  if (!messages.every((n) => Number.isInteger(n) && n >= 100 && n <= 1_000_000))
    return `--messages takes whole numbers from 100 to 1000000, not «${values.messages}».`;
  const runs = Number(values.runs ?? 3);
  if (!Number.isInteger(runs) || runs < 1) return `--runs takes a whole number, not «${values.runs}».`;
  const [records, subscribers] = [Number(values.records ?? 1_000_000), Number(values.subscribers ?? 10_000)];
  if (![records, subscribers].every((n) => Number.isInteger(n) && n >= 10 && n <= 100_000_000))
    return '--records and --subscribers take whole numbers from 10.';
  return { bench, messages, json: values.json ?? false, runs, records, subscribers };
}
