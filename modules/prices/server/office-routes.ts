import type { FastifyRequest } from 'fastify';
import type { StaffActor, StaffRole } from '#modules/staff';
import type { Config } from '#platform/config';
import { system, type Ctx, type Database } from '#platform/db';
import type { Routes, Server } from '#platform/http';
import { underWay } from '#platform/jobs';
import type { Log } from '#platform/log';
import { Problem } from '#platform/problem';
import * as contract from '../pure/office-contract.ts';
import type { SimulatedRecord } from '../pure/simulate.ts';
import { zoneTime } from '../pure/zone-time.ts';
import { importPrices, scheduleDraft, withdrawVersion, type Decided, type Imported } from './import.ts';
import { operatorOf } from './operator.ts';
import { simulateVersion, simulationView, type Simulated } from './simulate-office.ts';
import { diffVersions, priceVersions } from './versions.ts';

export interface PricesHouse {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
  /** Traffic of a month, YYYY-MM, to try prices on. */
  readonly records: (month: string) => AsyncIterable<SimulatedRecord>;
  readonly staff: (request: FastifyRequest, ...roles: readonly StaffRole[]) => Promise<StaffActor>;
}

const PRICES = { staff: ['prices'] } as const;
/** The largest book is some hundred thousand lines. */
const LARGEST_DOCUMENT = 16 * 1024 * 1024;
const MOST_CHANGES = 500;

const pairOf = (name: string): readonly [id: string, version: string] => {
  const [id = '', version = ''] = name.split('@');
  return [id, version];
};

/** On the office's host, for the role prices: the book, what differs, what it would mean, and from when it is in force. */
export const pricesOffice =
  (house: PricesHouse): Routes =>
  (server) => {
    reading(server, house);
    deciding(server, house);
    trying(server, house);
  };

function reading(server: Server, { config, db }: PricesHouse): void {
  const ctx: Ctx = { db, actor: system('prices-office') };
  server.get(
    '/api/office/prices',
    { config: PRICES, schema: { response: { 200: contract.PriceBook } } },
    async () => ({
      versions: (await priceVersions(ctx, config.timeZone)).map(({ sha256: _sha, ...view }) => view),
      month: lastMonth(zoneTime(config.timeZone).dateAt(db.clock.now())),
    }),
  );
  server.get(
    '/api/office/prices/diff',
    { config: PRICES, schema: { querystring: contract.DiffQuery, response: { 200: contract.DiffView } } },
    async (request): Promise<contract.DiffView> => {
      const told = await diffVersions(ctx, pairOf(request.query.a), pairOf(request.query.b));
      if (!told) throw new Problem('bad-request', ['b']);
      return {
        ...told,
        facts: [...told.facts],
        changes: told.changes
          .slice(0, MOST_CHANGES)
          .map((change) => ({ ...change, cells: change.cells.map((cell) => ({ ...cell })) })),
      };
    },
  );
}

const lastMonth = (today: string): string => {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
};

function deciding(server: Server, { config, db, staff }: PricesHouse): void {
  const operator = operatorOf(config);
  // Kept with the act under the id of whoever did it; the book itself is about nobody, so no case is asked for.
  const by = async (request: FastifyRequest): Promise<Ctx> => ({
    db,
    actor: await staff(request, 'prices'),
  });
  server.post(
    '/api/office/prices',
    {
      config: PRICES,
      bodyLimit: LARGEST_DOCUMENT,
      schema: { body: contract.AddDocument, response: { 200: contract.DecidedView } },
    },
    async (request) => {
      const { name, text, as, withoutNotice } = request.body;
      return decidedView(
        await importPrices(await by(request), [{ name, text }], operator, {
          as,
          ...(withoutNotice === undefined ? {} : { withoutNotice }),
        }),
      );
    },
  );
  server.post(
    '/api/office/prices/:id/schedule',
    {
      config: PRICES,
      schema: {
        params: contract.VersionParam,
        body: contract.Schedule,
        response: { 200: contract.DecidedView },
      },
    },
    async (request) =>
      decidedView(
        await scheduleDraft(
          await by(request),
          ...pairOf(request.params.id),
          operator,
          request.body.withoutNotice,
        ),
      ),
  );
  server.post(
    '/api/office/prices/:id/withdraw',
    {
      config: PRICES,
      schema: {
        params: contract.VersionParam,
        body: contract.Nothing,
        response: { 200: contract.DecidedView },
      },
    },
    async (request) =>
      decidedView(await withdrawVersion(await by(request), ...pairOf(request.params.id), operator)),
  );
}

function decidedView(done: Imported | Decided): contract.DecidedView {
  if (!done.ok) return { ok: false, faults: done.faults.map((fault) => ({ ...fault })) };
  return 'added' in done
    ? { ok: true, added: [...done.added], already: [...done.already] }
    : { ok: true, added: [], already: [] };
}

function trying(server: Server, { config, db, log, records }: PricesHouse): void {
  const ctx: Ctx = { db, actor: system('prices-simulate') };
  const work = underWay<Simulated>((error) => log.error('simulation broke', { slice: 'prices', error }));
  server.post(
    '/api/office/prices/:id/simulate',
    {
      config: PRICES,
      schema: {
        params: contract.VersionParam,
        querystring: contract.SimulateQuery,
        body: contract.Nothing,
        response: { 200: contract.SimulationView },
      },
    },
    async (request) => {
      const { month } = request.query;
      const look = await work.begin(`${request.params.id} ${month}`, () =>
        simulateVersion(ctx, operatorOf(config), records, pairOf(request.params.id), month),
      );
      return simulationView(look);
    },
  );
  server.get(
    '/api/office/prices/:id/simulate',
    {
      config: PRICES,
      schema: {
        params: contract.VersionParam,
        querystring: contract.SimulateQuery,
        response: { 200: contract.SimulationView },
      },
    },
    (request) => simulationView(work.look(`${request.params.id} ${request.query.month}`)),
  );
}
