import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { StaffActor, StaffRole } from '#modules/staff';
import type { Config } from '#platform/config';
import { queryOf, system, type Ctx, type Database } from '#platform/db';
import { bears, fileRoutes, type Routes, type Server } from '#platform/http';
import { Problem } from '#platform/problem';
import * as contract from '../pure/office-contract.ts';
import { trafficChecks } from './checks.ts';
import { mediation } from './mediation.ts';
import { dropReject, mendReject, rejectedRow } from './mend-reject.ts';
import type { ReadFile } from './read-file.ts';
import { retention } from './retention.ts';
import { sweep } from './sweep.ts';
import { takeFile } from './take-file.ts';

export interface TrafficHouse {
  readonly config: Config;
  readonly db: Database;
}

const MONEY = ['billing', 'prices'] as const;
const BILLING = ['billing'] as const;
const KEEPERS = ['billing', 'privacy'] as const;

/** On the office's host: what came in, what was refused, what is kept until when. */
export function trafficOffice(
  { config, db }: TrafficHouse,
  staff: (request: FastifyRequest, ...roles: readonly StaffRole[]) => Promise<StaffActor>,
): Routes {
  const ctx: Ctx = { db, actor: system('traffic-office') };
  const { timeZone } = config;
  return async (server) => {
    server.get(
      '/api/office/traffic',
      { config: { staff: MONEY }, schema: { response: { 200: contract.Mediation } } },
      () => mediation(ctx, timeZone),
    );
    server.get(
      '/api/office/traffic/rejects/:file/:nr',
      {
        config: { staff: BILLING },
        schema: { params: contract.RejectParam, response: { 200: contract.RejectRow } },
      },
      async (request) => rejectedRow(ctx, await staff(request, ...BILLING), request.params),
    );
    server.post(
      '/api/office/traffic/rejects/:file/:nr/mend',
      {
        config: { staff: BILLING },
        schema: {
          params: contract.RejectParam,
          body: contract.MendRow,
          response: { 200: contract.Mended },
        },
      },
      (request) => mendReject(ctx, timeZone, { ...request.params, ...request.body }),
    );
    server.post(
      '/api/office/traffic/rejects/:file/:nr/drop',
      { config: { staff: BILLING }, schema: { params: contract.RejectParam, body: contract.Nothing } },
      async (request, reply) => {
        await dropReject(ctx, request.params);
        return reply.code(204).send();
      },
    );
    keeping(server, ctx, timeZone);
    await fileRoutes(server, (inner) => {
      inner.post(
        '/api/office/traffic/files',
        {
          config: { staff: BILLING, file: true },
          schema: { querystring: contract.FileQuery, response: { 200: contract.FileRead } },
        },
        (request) => taken(ctx, config, request, request.query),
      );
    });
  };
}

function keeping(server: Server, ctx: Ctx, timeZone: string): void {
  server.get(
    '/api/office/traffic/retention',
    { config: { staff: KEEPERS }, schema: { response: { 200: contract.RetentionView } } },
    async () => {
      const { due, ...kept } = await retention(ctx, timeZone);
      return { ...kept, due: [...due], erasures: await lastErasures(ctx) };
    },
  );
  server.post(
    '/api/office/traffic/sweep',
    {
      config: { staff: KEEPERS },
      schema: { body: contract.Nothing, response: { 200: contract.SweptView } },
    },
    () => sweep(ctx, timeZone),
  );
  server.get(
    '/api/office/traffic/checks',
    { config: { staff: MONEY }, schema: { response: { 200: contract.TrafficChecks } } },
    () => trafficChecks(ctx, timeZone),
  );
}

/** On the app's host, for switches: a file in the body of a call that carries the configured token instead of a person. */
export function trafficFiles({ config, db }: TrafficHouse): Routes {
  const ctx: Ctx = { db, actor: system('traffic-files') };
  return (server) =>
    fileRoutes(server, (inner) => {
      inner.post(
        '/api/traffic/files',
        {
          config: { file: true },
          schema: { querystring: contract.FileQuery, response: { 200: contract.FileRead } },
          // Before anything of the body is taken.
          onRequest: async (request) => {
            if (!bears(request.headers.authorization, config.trafficToken))
              throw new Problem('not-signed-in');
          },
        },
        (request) => taken(ctx, config, request, request.query),
      );
    });
}

async function taken(
  ctx: Ctx,
  config: Config,
  request: FastifyRequest,
  { name, system: of, format, timezone }: contract.FileQuery,
): Promise<contract.FileRead> {
  const body = request.body as Readable | undefined;
  if (body === undefined || body === null) throw new Problem('bad-request', ['body']);
  if (timezone !== undefined && !isZone(timezone)) throw new Problem('bad-request', ['timezone']);
  const read = await takeFile(ctx, config.timeZone, body, { name, system: of, format, zone: timezone }).catch(
    (error: unknown) => {
      // Broken off by whoever sends it: what was read stands, and the file can be sent again.
      if (body.errored !== null || !request.raw.complete) throw new Problem('bad-request', ['body']);
      throw error;
    },
  );
  return answerOf(read);
}

const answerOf = (read: ReadFile): contract.FileRead =>
  read.ok ? { ok: true, ...read.result } : { ok: false, reason: read.reason, what: read.what };

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

async function lastErasures(ctx: Ctx): Promise<contract.RetentionView['erasures']> {
  const { rows } = await queryOf(ctx)(
    'SELECT erasure_id, day, way, records, hash, erased_at FROM traffic.erasure ORDER BY erasure_id DESC LIMIT 30',
    [],
  );
  return rows.map((row) => ({
    id: Number(row['erasure_id']),
    day: String(row['day']),
    way: String(row['way']),
    records: Number(row['records']),
    at: String(row['erased_at']),
    hash: String(row['hash']),
  }));
}
