import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { registerCustomer, registerPerson } from '#modules/customers';
import { codeAt } from '#modules/session';
import {
  addStaff,
  createStaff,
  newestAgreement,
  publishAgreement,
  staffFacts,
  type Staff,
  type StaffRole,
} from '#modules/staff';
import type { Database } from '#platform/db';
import { createHttp, type Routes, type Server } from '#platform/http';
import { startJobs } from '#platform/jobs';
import { testWorld, type TestWorld } from './database.ts';

export const OFFICE = 'http://office.localhost:3000';
export const STAFF_PASSWORD = 'sju vita hästar i snön';

/** One browser at the office: keeps cookies, says where it comes from. */
export interface OfficeVisitor {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  send(
    method: 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly secret: string;
  readonly codes: readonly string[];
  /** The browser they enrolled in, signed in. */
  readonly browser: OfficeVisitor;
}

export interface StaffWorld extends TestWorld {
  readonly staff: Staff;
  readonly server: Server;
  /** Every route of the office's host, «GET /api/office/session». */
  readonly routes: readonly string[];
  visitor(): OfficeVisitor;
  /** A colleague through the link, with password and second factor; the agreement signed unless told otherwise. */
  colleague(name: string, roles: readonly StaffRole[], options?: { signed?: boolean }): Promise<Colleague>;
  sign(who: Pick<Colleague, 'name' | 'browser'>): Promise<LightMyRequestResponse>;
  /** The code the colleague's app shows; the clock is moved to a step that no code has been taken from. */
  code(who: Pick<Colleague, 'secret'>): Promise<string>;
  /** A private customer with one person. */
  someone(given?: { name?: string; phone?: string; email?: string; personalNumber?: string }): Promise<{
    customer: string;
    person: string;
  }>;
}

/** The office on a real database, behind the real HTTP layer. `more` adds routes to its host, after the gate. */
export async function staffWorld(
  options: { env?: Record<string, string>; more?: (staff: Staff, world: TestWorld) => Routes } = {},
): Promise<StaffWorld> {
  const late: { db?: Database } = {};
  const world = await testWorld({
    ...(options.env === undefined ? {} : { env: options.env }),
    facts: { staff: (id) => staffFacts(late.db!, id) },
  });
  late.db = world.db;
  const jobs = await startJobs(world.pool, world.log);
  const staff = createStaff({ config: world.config, db: world.db, jobs });
  const routes: string[] = [];
  const listed: Routes = (scope) => {
    scope.addHook('onRoute', (route) => void routes.push(`${String(route.method)} ${route.url}`));
  };
  const more = options.more?.(staff, world);
  const server = await createHttp({
    config: world.config,
    log: world.log,
    ready: () => true,
    apps: { shop: [], app: [], office: [listed, staff.gate, staff.routes, ...(more ? [more] : [])] },
    callsPerMinute: 0,
  });
  await server.ready();

  const visitor = (): OfficeVisitor => {
    const cookies = new Map<string, string>();
    const call = async (request: InjectOptions): Promise<LightMyRequestResponse> => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await server.inject({
        ...request,
        headers: { host: 'office.localhost:3000', ...(cookie ? { cookie } : {}), ...request.headers },
      });
      for (const given of answer.cookies) {
        if (given.maxAge === 0) cookies.delete(given.name);
        else cookies.set(given.name, given.value);
      }
      return answer;
    };
    return {
      cookies,
      get: (path, headers = {}) => call({ method: 'GET', url: path, headers }),
      send: (method, path, body, headers = {}) =>
        call({
          method,
          url: path,
          headers: { origin: OFFICE, 'x-telink': '1', ...headers },
          ...(method === 'DELETE' ? {} : { payload: body ?? {} }),
        }),
    };
  };
  const sign = async (who: Pick<Colleague, 'name' | 'browser'>): Promise<LightMyRequestResponse> => {
    const { version, hash } = (await who.browser.get('/api/office/agreement')).json<{
      version: number;
      hash: string;
    }>();
    return who.browser.send('POST', '/api/office/agreement/sign', { version, hash, name: who.name });
  };
  const code = (who: Pick<Colleague, 'secret'>): Promise<string> => {
    world.clock.advance(30_000);
    return codeAt(who.secret, world.clock.now());
  };
  return {
    ...world,
    staff,
    server,
    routes,
    visitor,
    sign,
    code,
    async colleague(name, roles, { signed = true } = {}) {
      const mail = `${name.toLowerCase().replaceAll(' ', '.')}@office.example`;
      const { id, token } = await addStaff(world.ctx, { name, mail, roles });
      const browser = visitor();
      const begun = await browser.send('POST', '/api/office/enrolment', { token, password: STAFF_PASSWORD });
      if (begun.statusCode !== 200) throw new Error(`Enrolment answered ${begun.statusCode}: ${begun.body}`);
      const { secret } = begun.json<{ secret: string }>();
      const done = await browser.send('POST', '/api/office/enrolment/confirm', {
        token,
        code: await code({ secret }),
      });
      if (done.statusCode !== 200) throw new Error(`Enrolment answered ${done.statusCode}: ${done.body}`);
      if (signed) {
        if (!(await newestAgreement(world.ctx))) await publishAgreement(world.ctx, AGREEMENT_ONE);
        const answer = await sign({ name, browser });
        if (answer.statusCode !== 200)
          throw new Error(`Signing answered ${answer.statusCode}: ${answer.body}`);
      }
      return { id, name, mail, secret, codes: done.json<{ codes: string[] }>().codes, browser };
    },
    async someone(given = {}) {
      const name = given.name ?? 'Vera Lind';
      const number = given.personalNumber;
      const customer = await registerCustomer(world.ctx, {
        kind: 'person',
        name,
        source: 'order',
        ...(number === undefined ? {} : { number }),
      });
      const person = await registerPerson(world.ctx, {
        customer,
        name,
        roles: ['subscriber', 'user'],
        source: 'order',
        address: { kind: 'home', street: 'Provgatan 1', postalCode: '352 46', city: 'Växjö' },
        ...(number === undefined ? {} : { personalNumber: number }),
        ...(given.phone === undefined ? {} : { phone: given.phone }),
        ...(given.email === undefined ? {} : { email: given.email }),
      });
      return { customer, person };
    },
    async drop() {
      await server.close();
      await jobs.stop();
      await world.drop();
    },
  };
}

export const AGREEMENT_ONE = 'Det jag får veta om kunder för jag inte vidare. Version ett.';
export const AGREEMENT_TWO = 'Det jag får veta om kunder för jag inte vidare. Version två.';
