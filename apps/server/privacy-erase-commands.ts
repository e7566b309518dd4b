import {
  addHold,
  allHolds,
  checkpointsOf,
  dryRun,
  erase,
  eraseHouse,
  erasures,
  isSuppressed,
  liftHold,
  readLedger,
  recipientAnswered,
  resumeErasures,
  sweepAll,
  type EraseHouse,
  type ErasurePlan,
} from '#modules/privacy';
import { isDay } from '#modules/customers';
import { backupCommands } from './backup-commands.ts';
import type { Command, CommandCall } from './commands.ts';
import { dataMaps } from './data-map.ts';
import { withHouse } from './reach.ts';

const withErasing = (
  { config }: CommandCall,
  work: (house: EraseHouse) => Promise<number>,
): Promise<number> =>
  withHouse(config, async ({ ctx, keys }) =>
    work(await eraseHouse({ ctx: ctx('privacy-erase'), keys, maps: dataMaps, config })),
  );

const text = ({ options }: CommandCall, name: string): string | undefined =>
  typeof options[name] === 'string' && options[name] !== '' ? options[name] : undefined;

/** Words wrong: exit code 2. */
function wrong({ io }: CommandCall, needs: string): number {
  io.complain(needs);
  return 2;
}

function tellPlan({ lines, waits }: ErasurePlan): string[] {
  return [
    ...lines.map(({ table, rows, act, ground, until }) =>
      act === 'delete'
        ? `  erased  ${table.padEnd(28)} ${rows}`
        : `  kept    ${table.padEnd(28)} ${rows}  ${ground ?? ''}, ${until === null || until === undefined ? 'until further notice' : `to ${until}`}`,
    ),
    ...waits.map((wait) => `  waits for ${wait.for} ${wait.what} ${wait.until ?? ''}`.trimEnd()),
  ];
}

export const eraseCommands: readonly Command[] = [
  {
    words: ['privacy', 'erase'],
    takes: 'CUSTOMER PERSON',
    does: 'erases a person: what goes, what is kept, why and until when [--dry-run]',
    flags: ['dry-run'],
    run: (call) => {
      const [customer, person, ...more] = call.args;
      if (customer === undefined || person === undefined || more.length > 0)
        return wrong(call, 'privacy erase needs a customer’s and a person’s id.');
      return withErasing(call, async (house) => {
        if (call.options['dry-run'] === true) {
          const plan = await dryRun(house, { customer, person });
          if (plan === undefined) {
            call.io.complain('There is nobody by those ids.');
            return 1;
          }
          call.io.out(call.json ? JSON.stringify({ dryRun: true, ...plan }) : tellPlan(plan).join('\n'));
          return 0;
        }
        const done = await erase(house, { customer, person, cause: 'request' });
        if (!done.ok) {
          if (call.json) call.io.out(JSON.stringify(done));
          else
            call.io.complain(
              done.reason === 'not-found'
                ? 'There is nobody by those ids.'
                : `The bills of ${done.month} are being made. Post them or take them back, then erase.`,
            );
          return 1;
        }
        const { id, state, waits, receipt } = done.erasure;
        const lines = receipt.lines;
        call.io.out(
          call.json
            ? JSON.stringify({ erasure: id, state, waits, ...receipt })
            : [`Erasure ${id}: ${state}.`, ...tellPlan({ today: '', whole: false, lines, waits })].join('\n'),
        );
        return 0;
      });
    },
  },
  {
    words: ['privacy', 'erased'],
    takes: '',
    does: 'lists erasures and how far each has come, and checks the ledger outside the database',
    run: (call) =>
      withErasing(call, async (house) => {
        const ledger = await readLedger(house.keys, house.ledger);
        const found = await erasures(house.ctx);
        if (call.json)
          call.io.out(
            JSON.stringify({
              ledger: ledger.ok ? { ok: true, entries: ledger.entries.length } : ledger,
              erasures: found.map(({ id, state, cause, waits, askedAt, doneAt }) => ({
                id,
                state,
                cause,
                waits,
                askedAt,
                doneAt,
              })),
            }),
          );
        else {
          call.io.out(
            ledger.ok
              ? `The ledger holds, ${ledger.entries.length} entries.`
              : `The ledger is ${ledger.reason}.`,
          );
          for (const { id, state, askedAt, waits } of found)
            call.io.out(
              `${id}  ${askedAt.slice(0, 10)}  ${state}  ${waits.map((wait) => `${wait.for} ${wait.what}`).join(', ')}`,
            );
        }
        return ledger.ok || ledger.reason === 'missing' ? 0 : 1;
      }),
  },
  {
    words: ['privacy', 'answered'],
    takes: 'ERASURE RECIPIENT',
    does: 'notes that a recipient who was told of an erasure has answered',
    run: (call) => {
      const [id, recipient] = call.args;
      if (id === undefined || recipient === undefined)
        return wrong(call, 'privacy answered needs an erasure and a recipient.');
      return withErasing(call, async (house) => {
        const was = await recipientAnswered(house.ctx, id, recipient);
        const moved = was ? await resumeErasures(house) : 0;
        if (!was) call.io.complain('That recipient is not waited for.');
        else call.io.out(call.json ? JSON.stringify({ moved }) : 'Noted.');
        return was ? 0 : 1;
      });
    },
  },
  {
    words: ['privacy', 'hold', 'add'],
    takes: 'CUSTOMER [PERSON]',
    does: 'keeps rows from being erased: --owner NAME --reason TEXT --review YYYY-MM-DD [--table schema.table]',
    options: ['owner', 'reason', 'review', 'table'],
    run: (call) => {
      const [customer, person] = call.args;
      const [owner, reason, reviewOn, table] = ['owner', 'reason', 'review', 'table'].map((name) =>
        text(call, name),
      );
      if (customer === undefined || owner === undefined || reason === undefined)
        return wrong(call, 'privacy hold add needs a customer, --owner, --reason and --review.');
      if (reviewOn === undefined || !isDay(reviewOn))
        return wrong(call, 'privacy hold add needs --review=YYYY-MM-DD.');
      if (table !== undefined && !dataMaps.some((map) => map.tables.some(({ name }) => name === table)))
        return wrong(call, `There is no table ${table}.`);
      return withErasing(call, async (house) => {
        const id = await addHold(house.ctx, {
          customer,
          owner,
          reason,
          reviewOn,
          ...(person === undefined ? {} : { person }),
          ...(table === undefined ? {} : { table }),
        });
        call.io.out(call.json ? JSON.stringify({ hold: id }) : `Hold ${id}, to be looked at ${reviewOn}.`);
        return 0;
      });
    },
  },
  {
    words: ['privacy', 'hold', 'list'],
    takes: '',
    does: 'lists holds with owner, reason and the day to look again',
    run: (call) =>
      withErasing(call, async (house) => {
        const holds = await allHolds(house.ctx);
        if (call.json) call.io.out(JSON.stringify(holds));
        else
          for (const { id, owner, reason, reviewOn, table } of holds)
            call.io.out(`${id}  ${reviewOn}  ${owner}  ${table ?? 'everything'}  ${reason}`);
        return 0;
      }),
  },
  {
    words: ['privacy', 'hold', 'lift'],
    takes: 'HOLD',
    does: 'lifts a hold; what waited for it is erased now',
    run: (call) => {
      const [id] = call.args;
      if (id === undefined) return wrong(call, 'privacy hold lift needs a hold.');
      return withErasing(call, async (house) => {
        const was = await liftHold(house.ctx, id);
        if (!was) {
          call.io.complain('There is no such hold.');
          return 1;
        }
        const moved = await resumeErasures(house);
        call.io.out(call.json ? JSON.stringify({ moved }) : `Lifted. Erasures that moved: ${moved}.`);
        return 0;
      });
    },
  },
  {
    words: ['privacy', 'retention'],
    takes: '',
    does: 'erases everything whose time is over, as the data map says; the server does it every night',
    run: (call) =>
      withErasing(call, async (house) => {
        const kept = await sweepAll(house, checkpointsOf(call.config.dataDir));
        call.io.out(
          call.json
            ? JSON.stringify(kept)
            : [
                `${kept.today}: ${kept.people} people, ${kept.books} rows of books, ${kept.audit} entries of the log.`,
                ...Object.entries(kept.rows).map(([table, rows]) => `  ${table.padEnd(28)} ${rows}`),
              ].join('\n'),
        );
        return 0;
      }),
  },
  {
    words: ['privacy', 'suppressed'],
    takes: 'ADDRESS',
    does: 'says whether an address wants no advertising, also after its person was erased; exit code 1 when it does not say so',
    run: (call) => {
      const [address] = call.args;
      if (address === undefined) return wrong(call, 'privacy suppressed needs an address.');
      return withErasing(call, async (house) => {
        const suppressed = await isSuppressed(house.ctx, house.keys, address);
        call.io.out(call.json ? JSON.stringify({ suppressed }) : suppressed ? 'Yes.' : 'No.');
        return suppressed ? 0 : 1;
      });
    },
  },
  ...backupCommands,
];
