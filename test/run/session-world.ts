import { readFileSync } from 'node:fs';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { registerCustomer, registerPerson } from '#modules/customers';
import { createSession, type PersonActor, type Session } from '#modules/session';
import type { Role } from '#platform/db';
import { createHttp, type Routes, type Server } from '#platform/http';
import { startJobs, type Jobs } from '#platform/jobs';
import { createPost, readOutbox } from '#platform/post';
import { testWorld, type TestWorld } from './database.ts';

export const ORIGIN = 'http://app.localhost:3000';
export const PASSWORD = 'hästar äter tolv äpplen';

/** One browser: keeps cookies, says where it comes from. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  send(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
}

export interface Someone {
  readonly customer: string;
  readonly person: string;
  readonly userId: string;
}

export interface SessionWorld extends TestWorld {
  readonly session: Session;
  readonly jobs: Jobs;
  readonly server: Server;
  /** Every route of the app's host, «GET /api/session». */
  readonly routes: readonly string[];
  /** Which accounts are whose, for vault keys: person → account ids. */
  readonly accounts: Map<string, string[]>;
  visitor(headers?: Record<string, string>): Visitor;
  /** A customer with one person who can sign in. */
  someone(given?: {
    name?: string;
    email?: string;
    personalNumber?: string;
    password?: string;
    userId?: string;
    roles?: Role[];
  }): Promise<Someone>;
  signedIn(who: Someone, headers?: Record<string, string>): Promise<Visitor>;
  /** Letters of the demonstration, once there are at least so many. */
  letters(least: number): Promise<string[]>;
  /** The first letter that fits, once there is one. */
  letterLike(pattern: RegExp): Promise<string>;
}

/** The session slice on a real database, behind the real HTTP layer. `routes` adds more to the app's host. */
export async function sessionWorld(
  options: { env?: Record<string, string>; routes?: (session: Session) => Routes } = {},
): Promise<SessionWorld> {
  const world = await testWorld(options.env === undefined ? {} : { env: options.env });
  const jobs = await startJobs(world.pool, world.log);
  const post = createPost({ config: world.config, log: world.log });
  const accounts = new Map<string, string[]>();
  const ownsAccount = async (actor: PersonActor, account: string): Promise<boolean> =>
    accounts.get(actor.person)?.includes(account) ?? false;
  const session = await createSession({
    config: world.config,
    db: world.db,
    log: world.log,
    jobs,
    post,
    ownsAccount,
  });
  const more = options.routes?.(session);
  const routes: string[] = [];
  const listed: Routes = (scope) => {
    scope.addHook('onRoute', (route) => void routes.push(`${String(route.method)} ${route.url}`));
  };
  const apps = { shop: [], app: [listed, session.routes, ...(more ? [more] : [])], office: [] };
  const server = await createHttp({
    config: world.config,
    log: world.log,
    ready: () => true,
    apps,
    callsPerMinute: 0,
  });
  await server.ready();

  const visitor = (base: Record<string, string> = {}): Visitor => {
    const cookies = new Map<string, string>();
    const call = async (request: InjectOptions): Promise<LightMyRequestResponse> => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await server.inject({
        ...request,
        headers: { host: 'app.localhost:3000', ...(cookie ? { cookie } : {}), ...base, ...request.headers },
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
          headers: { origin: ORIGIN, 'x-telink': '1', ...headers },
          ...(method === 'DELETE' ? {} : { payload: body ?? {} }),
        }),
    };
  };
  return {
    ...world,
    session,
    jobs,
    server,
    routes,
    accounts,
    visitor,
    async someone(given = {}) {
      const customer = await registerCustomer(world.ctx, {
        kind: 'person',
        name: given.name ?? 'Vera Lind',
        source: 'order',
      });
      const person = await registerPerson(world.ctx, {
        customer,
        name: given.name ?? 'Vera Lind',
        roles: given.roles ?? ['subscriber', 'user'],
        source: 'order',
        ...(given.email === undefined ? {} : { email: given.email }),
        ...(given.personalNumber === undefined ? {} : { personalNumber: given.personalNumber }),
      });
      const userId = await session.createAccount(world.ctx, {
        customer,
        person,
        password: given.password ?? PASSWORD,
        ...(given.userId === undefined ? {} : { userId: given.userId }),
      });
      return { customer, person, userId };
    },
    async signedIn(who, headers) {
      const browser = visitor(headers);
      const answer = await browser.send('POST', '/api/session/sign-in', {
        userId: who.userId,
        password: PASSWORD,
      });
      if (answer.statusCode !== 200) throw new Error(`Sign-in answered ${answer.statusCode}: ${answer.body}`);
      return browser;
    },
    async letters(least) {
      for (;;) {
        const found = await readOutbox(world.config);
        if (found.length >= least) return found.map(({ raw }) => raw);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async letterLike(pattern) {
      for (;;) {
        const found = (await readOutbox(world.config)).find(({ raw }) => pattern.test(raw));
        if (found) return found.raw;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async drop() {
      await server.close();
      await jobs.stop();
      await world.drop();
    },
  };
}

/** Numbers the tax agency publishes for testing; undefined where the corpora are absent. */
export function testPersonalNumbers(): string[] | undefined {
  const shared = process.env['TELINK_SHARED'];
  const root =
    shared === undefined
      ? new URL('../../../shared/', import.meta.url)
      : new URL(`file://${shared.replace(/\/?$/, '/')}`);
  try {
    return readFileSync(new URL('corpora/ids/skatteverket-testpersonnummer-sample.txt', root), 'utf8')
      .split('\n')
      .filter((line) => /^\d{12}$/.test(line));
  } catch {
    return undefined;
  }
}
