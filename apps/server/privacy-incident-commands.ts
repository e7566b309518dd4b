import {
  closeIncident,
  findAffected,
  keptAffected,
  listIncidents,
  openIncident,
  placesOf,
  tablesAt,
} from '#modules/privacy';
import { staffByMail } from '#modules/staff';
import { openIncident as bodyOfOpen, wallTime } from '#contract/privacy';
import { dayAt } from '#modules/customers';
import { impactAssessment } from '#modules/site';
import { system, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { Value } from 'typebox/value';
import type { Command, CommandCall } from './commands.ts';
import { dataMaps } from './data-map.ts';
import { withHouse } from './reach.ts';

/** Whoever has the machine; the audit chain names the command. */
const BY = { actor: system('incident-command'), name: 'telink' } as const;

/** The operator's list of incidents (promise law.4), and what an impact assessment starts from (promise law.9). */
export const incidentCommands: readonly Command[] = [
  {
    words: ['incident', 'open'],
    takes: 'WHAT HAPPENED --kind … --aware TIME --from TIME --until TIME --places …',
    does: 'puts an incident on the list and finds whom it concerned [--to pts,imy] [--risk] [--staff MAIL]; times are ISO with a zone, places are tables or categories',
    options: ['kind', 'to', 'aware', 'from', 'until', 'places', 'staff'],
    flags: ['risk'],
    run: (call) => inHouse(call, (ctx) => open(call, ctx)),
  },
  {
    words: ['incident', 'list'],
    takes: '',
    does: 'says of each incident what must be done by when; exit code 1 when something is late',
    run: (call) =>
      inHouse(call, async (ctx) => {
        const all = (await listIncidents(ctx)).map(({ row, clocks }) => ({
          id: row.incident_id,
          kind: row.kind,
          state: row.state,
          awareAt: row.aware_at,
          clocks: clocks.map(({ clock, due, state }) => ({
            clock,
            state,
            due: due === undefined ? null : wallTime(due, call.config.timeZone),
          })),
        }));
        if (call.json) call.io.out(JSON.stringify(all));
        else if (all.length === 0) call.io.out('No incidents.');
        else
          for (const { id, kind, state, clocks } of all) {
            call.io.out(`${id}  ${kind}, ${state}`);
            for (const { clock, due, state: how } of clocks)
              call.io.out(`  ${clock.padEnd(16)} ${how.padEnd(11)} ${due ?? 'without undue delay'}`);
          }
        return all.some(({ clocks }) => clocks.some(({ state }) => state === 'late')) ? 1 : 0;
      }),
  },
  {
    words: ['incident', 'affected'],
    takes: 'ID',
    does: 'finds anew whom an incident concerned, from the audit chain and the data map',
    run: (call) =>
      inHouse(call, async (ctx) => {
        const id = call.args[0] ?? '';
        await findAffected(ctx, dataMaps, BY, id);
        const affected = await keptAffected(ctx, id);
        if (call.json) call.io.out(JSON.stringify(affected));
        else {
          for (const { customer, person, letter } of affected)
            call.io.out(`${customer} ${person === '' ? '-' : person}  ${letter}`);
          call.io.out(`${affected.length} concerned.`);
        }
        return 0;
      }),
  },
  {
    words: ['incident', 'close'],
    takes: 'ID WHAT CAME OF IT',
    does: 'closes an incident; not before everybody who must be told has been, or it has been said why not',
    run: (call) =>
      inHouse(call, async (ctx) => {
        const [id = '', ...words] = call.args;
        if (words.length === 0) {
          call.io.complain('incident close needs what came of it.');
          return 2;
        }
        const closed = await closeIncident(ctx, BY, id, words.join(' '));
        if (call.json) call.io.out(JSON.stringify(closed));
        else if (closed.ok) call.io.out('Closed.');
        else call.io.complain(`Not closed: no answer yet to ${closed.unanswered.join(', ')}.`);
        return closed.ok ? 0 : 1;
      }),
  },
  {
    words: ['privacy', 'dpia'],
    takes: '',
    does: 'prints what an impact assessment starts from (GDPR Art. 35), derived from the data map and dated',
    run: ({ config, json, io }) => {
      const made = impactAssessment(dataMaps, config.controller, dayAt(config.clock.now(), config.timeZone));
      if (json) io.out(JSON.stringify(made));
      else {
        io.out(`${made.title}, ${made.controller.name}, ${made.date}`);
        for (const { heading, lines } of made.sections) {
          io.out(`\n${heading}`);
          for (const line of lines) io.out(`- ${line}`);
        }
      }
      return 0;
    },
  },
];

async function open({ args, options, json, io }: CommandCall, ctx: Ctx): Promise<number> {
  const text = (name: string): string => (typeof options[name] === 'string' ? options[name] : '');
  const body = {
    kind: text('kind'),
    authorities: (text('to') || 'pts,imy').split(','),
    peopleAtRisk: options['risk'] === true,
    awareAt: text('aware'),
    beganAt: text('from'),
    endedAt: text('until'),
    places: text('places').split(','),
    description: args.join(' '),
  };
  if (!Value.Check(bodyOfOpen, body)) {
    const [first] = Value.Errors(bodyOfOpen, body);
    io.complain(`incident open: ${first?.instancePath ?? ''} ${first?.message ?? 'is wrong'}.`);
    return 2;
  }
  const tables = tablesAt(dataMaps, body.places);
  if (tables === undefined) {
    io.complain(`Places are: ${placesOf(dataMaps).join(', ')}.`);
    return 2;
  }
  const mail = text('staff');
  const staff = mail === '' ? undefined : (await staffByMail(ctx, mail))?.id;
  if (mail !== '' && staff === undefined) {
    io.complain(`Nobody at the office has ${mail}.`);
    return 1;
  }
  const id = await openIncident(ctx, BY, {
    ...body,
    tables,
    ...(staff === undefined ? {} : { throughStaff: staff }),
  });
  await findAffected(ctx, dataMaps, BY, id);
  const count = (await keptAffected(ctx, id)).length;
  io.out(json ? JSON.stringify({ id, affected: count }) : `${id}: ${count} concerned.`);
  return 0;
}

const inHouse = (call: CommandCall, work: (ctx: Ctx) => Promise<number>): Promise<number> =>
  withHouse(call.config, async (house) => {
    try {
      return await work(house.ctx('incidents'));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      call.io.complain(
        error.code === 'not-found'
          ? 'There is no such incident.'
          : `${error.message} ${error.fields.join(', ')}`,
      );
      return error.code === 'not-found' ? 1 : 2;
    }
  });
