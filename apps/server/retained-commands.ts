import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  endRetention,
  handOver,
  NotOpened,
  openPiece,
  orderRetention,
  recipientFault,
  RETAINED_KINDS,
  retainedStatus,
  type RetainedKind,
} from '#modules/retained';
import type { Command, CommandCall } from './commands.ts';
import { digitsOf } from './price-rate-command.ts';
import { withHouse } from './reach.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

function order({ config, io, json, options }: CommandCall): Promise<number> | number {
  const recipients = textOf(options['recipients'])
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const ground = textOf(options['ground']);
  const fault =
    ground === ''
      ? 'retained order needs --ground: the decision that obliges you, as you refer to it.'
      : recipients.length === 0
        ? 'retained order needs --recipients=age1…: public keys of those who may open what is retained (age-keygen makes one).'
        : recipients.map(recipientFault).find((one) => one !== undefined);
  if (fault !== undefined) {
    io.complain(`${fault} Nothing was changed.`);
    return 2;
  }
  return withHouse(config, async (house) => {
    const done = await orderRetention(house.ctx('retained-order'), ground, recipients);
    if (json) io.out(JSON.stringify({ done }));
    else if (done === 'ordered')
      io.out('From now on calls and connections are retained, sealed to these keys.');
    else io.complain('An obligation is in force already. End it first: telink retained end.');
    return done === 'ordered' ? 0 : 1;
  });
}

function handOverTo({ args, config, io, json, options }: CommandCall): Promise<number> | number {
  const [folder] = args;
  const kind = textOf(options['kind']);
  const [from, to] = [textOf(options['from']), textOf(options['to'])];
  const [authority, decision] = [textOf(options['authority']), textOf(options['decision'])];
  const fault =
    folder === undefined
      ? 'Name the folder that the pieces go to.'
      : !(RETAINED_KINDS as readonly string[]).includes(kind)
        ? `--kind is ${RETAINED_KINDS.join(' or ')}.`
        : !isDay(from) || !isDay(to) || to < from
          ? '--from and --to are days, YYYY-MM-DD, the first not after the last.'
          : authority === '' || decision === ''
            ? 'Name who asks and by which decision: --authority and --decision.'
            : undefined;
  if (fault !== undefined || folder === undefined) {
    io.complain(`${fault} Nothing was handed over.`);
    return 2;
  }
  return withHouse(config, async (house) => {
    const demand = { kind: kind as RetainedKind, from, to, authority, decision };
    const pieces = await handOver(house.ctx('retained-hand-over'), demand);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const { name, bytes } of pieces) writeFileSync(join(folder, name), bytes, { mode: 0o600 });
    const records = pieces.reduce((sum, one) => sum + one.records, 0);
    io.out(
      json
        ? JSON.stringify({ pieces: pieces.map(({ name }) => name), records })
        : `${pieces.length} pieces with ${records} records, sealed, in ${folder}. It is in the audit chain.`,
    );
    return 0;
  });
}

async function open({ args, io, options }: CommandCall): Promise<number> {
  const keyFile = textOf(options['identity']);
  const number = options['number'] === undefined ? undefined : digitsOf(textOf(options['number']));
  const missing = [keyFile, ...args].find((path) => !existsSync(path));
  if (
    args.length === 0 ||
    missing !== undefined ||
    (options['number'] !== undefined && number === undefined)
  ) {
    io.complain(
      args.length === 0
        ? 'Name the pieces to open.'
        : missing === undefined
          ? '--number takes a number, such as +46701740605.'
          : keyFile === ''
            ? 'retained open needs --identity=FILE with the private key. Do this where that key is, not on the server.'
            : `There is no file ${missing}.`,
    );
    return 2;
  }
  const [identity] = /^AGE-SECRET-KEY-\S+$/m.exec(readFileSync(keyFile, 'utf8')) ?? [];
  if (identity === undefined) {
    io.complain(`${basename(keyFile)} holds no age identity (AGE-SECRET-KEY-…).`);
    return 2;
  }
  for (const path of args)
    try {
      for (const line of await openPiece(readFileSync(path), identity, number)) io.out(JSON.stringify(line));
    } catch (error) {
      if (!(error instanceof NotOpened)) throw error;
      io.complain(`${basename(path)}: ${error.message}`);
      return 1;
    }
  return 0;
}

/** What the law may oblige an operator to retain for law enforcement (promise law.7). */
export const retainedCommands: readonly Command[] = [
  {
    words: ['retained', 'order'],
    takes: '--recipients age1…,… --ground TEXT',
    does: 'retains calls and connections from now on for law enforcement, sealed to keys that no server has; only where the law obliges you',
    options: ['recipients', 'ground'],
    run: order,
  },
  {
    words: ['retained', 'end'],
    takes: '',
    does: 'retains nothing more; what is there goes on its own day',
    run: ({ config, io, json }) =>
      withHouse(config, async (house) => {
        const ended = await endRetention(house.ctx('retained-end'));
        if (json) io.out(JSON.stringify({ ended }));
        else if (ended) io.out('Nothing more is retained.');
        else io.complain('Nothing is being retained.');
        return ended ? 0 : 1;
      }),
  },
  {
    words: ['retained', 'status'],
    takes: '',
    does: 'says whether anything is retained for law enforcement, by which decision, how much of each day and when it is gone',
    run: ({ config, io, json }) =>
      withHouse(config, async (house) => {
        const status = await retainedStatus(house.ctx('retained-status'));
        if (json) io.out(JSON.stringify(status));
        else {
          const { obligation, days, overdue } = status;
          io.out(
            obligation === null
              ? 'Nothing is being retained.'
              : `Retained since ${obligation.since}, sealed to ${obligation.recipients.length} keys: ${obligation.ground}`,
          );
          for (const { kind, day, records, goneOn } of days)
            io.out(`${day}  ${kind}  ${records} records, gone on ${goneOn}`);
          if (overdue > 0) io.complain(`${overdue} records should be gone: telink privacy retention.`);
        }
        return status.overdue === 0 ? 0 : 1;
      }),
  },
  {
    words: ['retained', 'hand-over'],
    takes: 'FOLDER --kind K --from D --to D --authority A --decision D',
    does: 'lays the sealed pieces of some days in a folder, for whoever has the key; noted in the audit chain',
    options: ['kind', 'from', 'to', 'authority', 'decision'],
    run: handOverTo,
  },
  {
    words: ['retained', 'open'],
    takes: 'FILE… --identity FILE',
    does: 'opens such pieces where the private key is, without the database [--number N]',
    options: ['identity', 'number'],
    run: open,
  },
];
