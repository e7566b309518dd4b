import { registerCustomer, registerPerson } from '#modules/customers';
import { closeAccount, createAccount, openAccount, ownerOf, type Ref } from '#modules/session';
import { randomId } from '#platform/crypto';
import { transact, type Ctx, type Role } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Command, CommandCall } from './commands.ts';
import { withHouse } from './reach.ts';

const ROLES: readonly Role[] = ['subscriber', 'user', 'admin'];

/** The first accounts of an installation, before an office exists to make them. */
export const accountCommands: readonly Command[] = [
  {
    words: ['account', 'add'],
    takes: '--name NAME [--email …]',
    does: 'makes a customer, a person and a sign-in; prints a first password once [--organisation NAME] [--roles subscriber,user,admin] [--user-id ID]',
    options: ['name', 'email', 'organisation', 'roles', 'user-id'],
    run: ({ config, options, json, io }) => {
      const text = (name: string): string | undefined =>
        typeof options[name] === 'string' && options[name] !== '' ? options[name] : undefined;
      const name = text('name');
      if (name === undefined) {
        io.complain('account add needs --name=…');
        return 2;
      }
      const roles = (text('roles') ?? 'subscriber,user').split(',') as Role[];
      const strange = roles.find((role) => !ROLES.includes(role));
      if (strange !== undefined) {
        io.complain(`«${strange}» is no role. Roles are ${ROLES.join(', ')}.`);
        return 2;
      }
      const [email, organisation, userId] = [text('email'), text('organisation'), text('user-id')];
      return withHouse(config, async (house) => {
        const password = `${randomId().slice(0, 6)}-${randomId().slice(0, 6)}-${randomId().slice(0, 6)}`;
        try {
          const made = await transact(house.ctx('account-add'), async (ctx) => {
            const customer = await registerCustomer(ctx, {
              kind: organisation === undefined ? 'person' : 'organisation',
              name: organisation ?? name,
              source: 'staff',
            });
            const person = await registerPerson(ctx, {
              customer,
              name,
              roles,
              source: 'staff',
              ...(email === undefined ? {} : { email }),
            });
            const id = await createAccount(ctx, {
              customer,
              person,
              password,
              ...(userId === undefined ? {} : { userId }),
            });
            return { customer, person, userId: id, password };
          });
          io.out(
            json
              ? JSON.stringify(made)
              : `User id   ${made.userId}\nPassword  ${made.password}   (shown once; to be changed after the first sign-in)`,
          );
          return 0;
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          io.complain(
            `Nothing was made: ${error.code === 'conflict' ? 'that user id is taken' : `${error.code} ${error.fields.join(', ')}`}.`,
          );
          return 1;
        }
      });
    },
  },
  {
    words: ['account', 'disable'],
    takes: 'USER-ID',
    does: 'closes a sign-in: every session of it ends at once, and with it the keys to what its browsers keep',
    run: (call) =>
      onAccount(call, 'account-disable', async (ctx, ref) => {
        const ended = await closeAccount(ctx, ref);
        return { sessionsEnded: ended.length, said: `Closed. Sessions ended: ${ended.length}.` };
      }),
  },
  {
    words: ['account', 'enable'],
    takes: 'USER-ID',
    does: 'opens a closed sign-in again',
    run: (call) =>
      onAccount(call, 'account-enable', async (ctx, ref) => {
        await openAccount(ctx, ref);
        return { said: 'Open again.' };
      }),
  },
];

/** One act on the account of one user id; says so when there is none. */
function onAccount(
  { config, args, json, io }: CommandCall,
  what: string,
  act: (ctx: Ctx, ref: Ref) => Promise<{ readonly said: string; readonly sessionsEnded?: number }>,
): Promise<number> | number {
  const [userId, ...more] = args;
  if (userId === undefined || more.length > 0) {
    io.complain(`${what.replace('-', ' ')} needs one user id.`);
    return 2;
  }
  return withHouse(config, async (house) => {
    const ctx = house.ctx(what);
    const ref = await ownerOf(ctx, userId);
    if (ref === undefined) {
      io.complain(`There is no account with the user id «${userId}».`);
      return 1;
    }
    const { said, ...done } = await act(ctx, ref);
    io.out(json ? JSON.stringify({ userId, ...done }) : said);
    return 0;
  });
}
