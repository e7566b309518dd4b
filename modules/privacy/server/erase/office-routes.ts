import { Type } from 'typebox';
import {
  AnsweredBody,
  ErasureBoard,
  ErasureNothing,
  ErasureParam,
  Holdable,
  HoldBody,
  type ErasureBoard as Board,
} from '#contract/privacy';
import { dayAt } from '#modules/customers';
import { strict, type Routes } from '#platform/http';
import { Problem, type Language } from '#platform/problem';
import type { PrivacyDeps } from '../deps.ts';
import { resumeErasures } from './erase.ts';
import { addHold, allHolds, holdFaults, liftHold } from './holds.ts';
import type { EraseHouse } from './house.ts';
import { readLedger } from './ledger-file.ts';
import { erasures } from './ledger.ts';
import { recipientAnswered } from './recipients.ts';
import { TABLE_WORDS } from './text.tables.ts';
import { tableName, waitsIn } from './view.ts';

const PRIVACY = ['privacy'] as const;
const inLanguage = strict({ language: Type.Optional(Type.Union([Type.Literal('sv'), Type.Literal('en')])) });
/** They are of the erasure itself, and nothing keeps them back. */
const NEVER_HELD = new Set(['privacy.erasure_ledger', 'privacy.hold']);

/**
 * On the office's host, for the privacy officer: how far each erasure has come, what is held, and the acts on both. Acts are written to the
 * chain as the member of staff's; what follows from them is the product's own work.
 */
export function erasureOffice(deps: PrivacyDeps, house: () => Promise<EraseHouse>): Routes {
  return (server) => {
    server.get(
      '/api/office/privacy/erasures',
      { config: { staff: PRIVACY }, schema: { querystring: inLanguage, response: { 200: ErasureBoard } } },
      async (request) => boardOf(await house(), request.query.language ?? 'sv'),
    );
    server.post(
      '/api/office/privacy/erasures/:id/answered',
      { config: { staff: PRIVACY }, schema: { params: ErasureParam, body: AnsweredBody } },
      async (request, reply) => {
        const actor = await deps.staff.require(request, ...PRIVACY);
        const erasing = await house();
        const { recipient } = request.body;
        if (!(await recipientAnswered(erasing.ctx, request.params.id, recipient, actor)))
          throw new Problem('conflict');
        await resumeErasures(erasing);
        return reply.code(204).send();
      },
    );
    server.get(
      '/api/office/privacy/holdable',
      { config: { staff: PRIVACY }, schema: { querystring: inLanguage, response: { 200: Holdable } } },
      async (request) => {
        const { ctx, timeZone } = await house();
        const language = request.query.language ?? 'sv';
        return {
          tables: holdable(deps.maps)
            .map((table) => ({ table, what: tableName(table, language) }))
            .toSorted((a, b) => a.what.localeCompare(b.what, language)),
          today: dayAt(ctx.db.clock.now(), timeZone),
        };
      },
    );
    server.post(
      '/api/office/privacy/holds',
      { config: { staff: PRIVACY }, schema: { body: HoldBody } },
      async (request, reply) => {
        const actor = await deps.staff.require(request, ...PRIVACY);
        const { ctx, timeZone } = await house();
        const given = trimmed(request.body);
        const faults = await holdFaults(ctx, given, {
          today: dayAt(ctx.db.clock.now(), timeZone),
          tables: holdable(deps.maps),
        });
        if (faults.length > 0) throw new Problem('bad-request', faults);
        await addHold(ctx, given, actor);
        return reply.code(204).send();
      },
    );
    server.post(
      '/api/office/privacy/holds/:id/lift',
      { config: { staff: PRIVACY }, schema: { params: ErasureParam, body: ErasureNothing } },
      async (request, reply) => {
        const actor = await deps.staff.require(request, ...PRIVACY);
        const erasing = await house();
        if (!(await liftHold(erasing.ctx, request.params.id, actor))) throw new Problem('not-found');
        await resumeErasures(erasing);
        return reply.code(204).send();
      },
    );
  };
}

async function boardOf(
  { ctx, keys, ledger: path, timeZone }: EraseHouse,
  language: Language,
): Promise<Board> {
  const ledger = await readLedger(keys, path);
  return {
    ledger: { ok: ledger.ok, entries: ledger.ok ? ledger.entries.length : 0 },
    erasures: (await erasures(ctx)).map(({ id, state, cause, askedAt, doneAt, waits }) => ({
      id,
      state,
      cause,
      askedAt,
      doneAt,
      waits: waitsIn(waits, language),
    })),
    holds: (await allHolds(ctx)).map(({ id, customer, person, owner, reason, reviewOn, table }) => ({
      id,
      customer,
      person,
      owner,
      reason,
      reviewOn,
      what: table === null ? null : tableName(table, language),
    })),
    today: dayAt(ctx.db.clock.now(), timeZone),
  };
}

/** Kinds of rows that a person can have, and that can be kept by themselves. */
const holdable = (maps: PrivacyDeps['maps']): string[] =>
  maps
    .flatMap((map) => map.tables.map(({ name }) => name))
    .filter((name) => TABLE_WORDS[name] !== undefined && !NEVER_HELD.has(name));

function trimmed({ customer, person, table, owner, reason, reviewOn }: HoldBody): HoldBody {
  return {
    customer: customer.trim(),
    ...(person === undefined || person.trim() === '' ? {} : { person: person.trim() }),
    ...(table === undefined ? {} : { table }),
    owner: owner.trim(),
    reason: reason.trim().normalize('NFC'),
    reviewOn,
  };
}
