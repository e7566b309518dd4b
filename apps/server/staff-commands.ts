import { readFileSync } from 'node:fs';
import {
  addStaff,
  disableStaff,
  enableStaff,
  listAgreements,
  publishAgreement,
  renewLink,
  staffByMail,
  type StaffRole,
} from '#modules/staff';
import { STAFF_ROLES } from '#contract/staff';
import type { Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Command, CommandCall } from './commands.ts';
import { withHouse } from './reach.ts';

/** In the fragment, which no server is sent and no log holds. */
const linkOf = (call: CommandCall, token: string): string => `${call.config.origins.office}/borja#${token}`;

/** Who works at the office, and the agreement they sign. */
export const staffCommands: readonly Command[] = [
  {
    words: ['staff', 'add'],
    takes: 'NAME --mail … --roles …',
    does: `gives a colleague an account; prints the link of the first sign-in once (roles: ${STAFF_ROLES.join(', ')})`,
    options: ['mail', 'roles'],
    run: (call) => {
      const { args, options, json, io } = call;
      const name = args.join(' ').trim();
      const { mail, roles: given } = options;
      if (name === '' || typeof mail !== 'string' || typeof given !== 'string') {
        io.complain('staff add needs a name, --mail=… and --roles=….');
        return 2;
      }
      const roles = given.split(',').map((role) => role.trim()) as StaffRole[];
      const strange = roles.find((role) => !STAFF_ROLES.includes(role));
      if (strange !== undefined) {
        io.complain(`«${strange}» is no role. Roles are ${STAFF_ROLES.join(', ')}.`);
        return 2;
      }
      return inHouse(call, 'staff-add', async (ctx) => {
        const { id, token } = await addStaff(ctx, { name, mail, roles });
        const link = linkOf(call, token);
        io.out(
          json
            ? JSON.stringify({ id, token, link })
            : `${link}\nShown once and good for three days: it sets the password and the second factor.`,
        );
        return 0;
      });
    },
  },
  {
    words: ['staff', 'link'],
    takes: 'MAIL',
    does: 'a new link for whoever has lost password and second factor; both are gone and every session ends',
    run: (call) =>
      onStaff(call, 'staff-link', async (ctx, id) => {
        const link = linkOf(call, await renewLink(ctx, id));
        return { said: link, done: { link } };
      }),
  },
  {
    words: ['staff', 'disable'],
    takes: 'MAIL',
    does: 'shuts a colleague out of the office: every session ends at once',
    run: (call) =>
      onStaff(call, 'staff-disable', async (ctx, id) => {
        const sessionsEnded = await disableStaff(ctx, id);
        return { said: `Shut out. Sessions ended: ${sessionsEnded}.`, done: { sessionsEnded } };
      }),
  },
  {
    words: ['staff', 'enable'],
    takes: 'MAIL',
    does: 'lets a colleague in again',
    run: (call) =>
      onStaff(call, 'staff-enable', async (ctx, id) => {
        await enableStaff(ctx, id);
        return { said: 'Let in again.', done: {} };
      }),
  },
  {
    words: ['nda', 'publish'],
    takes: 'FILE',
    does: 'publishes the confidentiality agreement; until they have signed it nobody at the office sees anything',
    run: (call) => {
      const [file, ...more] = call.args;
      if (file === undefined || more.length > 0) {
        call.io.complain('nda publish needs one text file.');
        return 2;
      }
      const text = readFileSync(file, 'utf8');
      return inHouse(call, 'nda-publish', async (ctx) => {
        const version = await publishAgreement(ctx, text);
        call.io.out(call.json ? JSON.stringify({ version }) : `Version ${version} is published.`);
        return 0;
      });
    },
  },
  {
    words: ['nda', 'list'],
    takes: '',
    does: 'lists the versions of the confidentiality agreement, newest first',
    run: (call) =>
      inHouse(call, 'nda-list', async (ctx) => {
        const all = (await listAgreements(ctx)).map(({ version, hash, publishedAt }) => ({
          version,
          hash,
          publishedAt,
        }));
        if (call.json) call.io.out(JSON.stringify(all));
        else if (all.length === 0) call.io.out('None is published: nobody at the office sees anything.');
        else for (const one of all) call.io.out(`${one.version}  ${one.publishedAt}  ${one.hash}`);
        return 0;
      }),
  },
];

/** One act in the house; what is refused is said in words. */
function inHouse(call: CommandCall, what: string, act: (ctx: Ctx) => Promise<number>): Promise<number> {
  return withHouse(call.config, async (house) => {
    try {
      return await act(house.ctx(what));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const why =
        error.code === 'conflict'
          ? 'that address is taken'
          : `${error.code} ${error.fields.join(', ')}`.trim();
      call.io.complain(`Nothing was done: ${why}.`);
      return 1;
    }
  });
}

function onStaff(
  call: CommandCall,
  what: string,
  act: (ctx: Ctx, id: string) => Promise<{ readonly said: string; readonly done: object }>,
): Promise<number> | number {
  const [mail, ...more] = call.args;
  if (mail === undefined || more.length > 0) {
    call.io.complain(`${what.replace('-', ' ')} needs one mail address.`);
    return 2;
  }
  return inHouse(call, what, async (ctx) => {
    const found = await staffByMail(ctx, mail);
    if (!found) {
      call.io.complain(`Nobody at the office has the address «${mail}».`);
      return 1;
    }
    const { said, done } = await act(ctx, found.id);
    call.io.out(call.json ? JSON.stringify({ mail, ...done }) : said);
    return 0;
  });
}
