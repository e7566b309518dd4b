import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import * as contract from '#contract/privacy';
import { system, type Ctx } from '#platform/db';
import type { Server } from '#platform/http';
import { Problem } from '#platform/problem';
import type { Part, PrivacyDeps } from '../deps.ts';
import { placesOf, tablesAt } from './affected.ts';
import {
  answerClock,
  closeIncident,
  incidentById,
  listIncidents,
  openIncident,
  type By,
} from './incidents.ts';
import { findAffected, keptAffected } from './keep-affected.ts';
import { queueLetters, sendLetters } from './letters.ts';
import { summaryOf, viewOf } from './views.ts';
import { writeText } from './write-text.ts';

const ROLES = ['privacy'] as const;
const AT = '/api/office/incidents';

/** The operator's incidents, for the privacy officer alone: clocks, whom it concerned, texts, letters (promise law.4). */
export function part(deps: PrivacyDeps): Part {
  const ctx: Ctx = { db: deps.db, actor: system('incidents') };
  return {
    office: (server) => {
      reading(server, ctx, deps);
      acting(server, ctx, deps);
    },
    start: () => sendLetters(ctx, deps),
  };
}

const by = async (deps: PrivacyDeps, request: FastifyRequest): Promise<By> => {
  const actor = await deps.staff.require(request, ...ROLES);
  return { actor, name: actor.staff };
};

const names = async (deps: PrivacyDeps): Promise<(id: string) => string> => {
  const colleagues = await deps.staff.colleagues();
  return (id) => colleagues.get(id)?.name ?? id;
};

function reading(server: Server, ctx: Ctx, deps: PrivacyDeps): void {
  server.get(
    AT,
    { config: { staff: ROLES }, schema: { response: { 200: contract.incidentList } } },
    async () => ({
      incidents: await Promise.all((await listIncidents(ctx)).map((kept) => summaryOf(ctx, kept))),
      places: placesOf(deps.maps),
      staff: [...(await deps.staff.colleagues())].map(([id, { name }]) => ({ id, name })),
    }),
  );
  server.get(
    `${AT}/:id`,
    {
      config: { staff: ROLES },
      schema: { params: contract.incidentParam, response: { 200: contract.incidentView } },
    },
    async (request) => viewOf(ctx, await incidentById(ctx, request.params.id), await names(deps)),
  );
  server.get(
    `${AT}/:id/affected`,
    {
      config: { staff: ROLES },
      schema: { params: contract.incidentParam, response: { 200: contract.affectedList } },
    },
    async (request) => {
      await incidentById(ctx, request.params.id);
      return { affected: await keptAffected(ctx, request.params.id) };
    },
  );
  server.get(
    `${AT}/:id/texts/:text`,
    {
      config: { staff: ROLES },
      schema: {
        params: contract.textParam,
        querystring: contract.textQuery,
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const { id, text } = request.params;
      const { language } = request.query;
      return reply
        .type('text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="incident-${text}-${language}.txt"`)
        .send(await writeText(ctx, deps, { id, text, language }));
    },
  );
}

function acting(server: Server, ctx: Ctx, deps: PrivacyDeps): void {
  server.post(
    AT,
    {
      config: { staff: ROLES },
      schema: { body: contract.openIncident, response: { 200: contract.incidentOpened } },
    },
    async (request) => {
      const { places, ...given } = request.body;
      const tables = tablesAt(deps.maps, places);
      if (tables === undefined) throw new Problem('bad-request', ['places']);
      const { throughStaff } = given;
      if (throughStaff !== undefined && !(await deps.staff.colleagues()).has(throughStaff))
        throw new Problem('bad-request', ['throughStaff']);
      const who = await by(deps, request);
      const id = await openIncident(ctx, who, { ...given, tables });
      await findAffected(ctx, deps.maps, who, id);
      return { id };
    },
  );
  const params = { params: contract.incidentParam };
  server.post(
    `${AT}/:id/affected`,
    {
      config: { staff: ROLES },
      schema: { ...params, body: contract.nothing, response: { 200: contract.affectedList } },
    },
    async (request) => {
      await findAffected(ctx, deps.maps, await by(deps, request), request.params.id);
      return { affected: await keptAffected(ctx, request.params.id) };
    },
  );
  server.post(
    `${AT}/:id/letters`,
    {
      config: { staff: ROLES },
      schema: { ...params, body: contract.nothing, response: { 200: contract.lettersQueued } },
    },
    async (request) => ({
      queued: await queueLetters(ctx, deps, await by(deps, request), request.params.id),
    }),
  );
  server.post(
    `${AT}/:id/answered`,
    { config: { staff: ROLES }, schema: { ...params, body: contract.answerClock } },
    async (request, reply) => {
      await answerClock(ctx, await by(deps, request), request.params.id, request.body);
      return reply.code(204).send();
    },
  );
  server.post(
    `${AT}/:id/close`,
    {
      config: { staff: ROLES },
      schema: { ...params, body: contract.closeIncident, response: { 200: contract.incidentClosed } },
    },
    async (request) =>
      closeIncident(ctx, await by(deps, request), request.params.id, request.body.conclusion),
  );
}
