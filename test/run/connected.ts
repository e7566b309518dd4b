import { createConnections, type Connections, type PersonActor } from '#modules/connections';
import { createHttp, type Server } from '#platform/http';
import { Problem } from '#platform/problem';
import {
  startMicrosoft365,
  type AccountSpec,
  type DriveChoices,
  type Microsoft365,
  type Microsoft365Options,
} from '../worlds/microsoft365/index.ts';
import { testWorld, type TestWorld } from './database.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field in the tests' own words
  readonly body: any;
}

/** The slice on a real server and database, with the stand-in for Microsoft 365 as its provider, and sessions by name. */
export interface Connected {
  readonly world: TestWorld;
  readonly provider: Microsoft365;
  readonly connections: Connections;
  readonly server: Server;
  /** Opens a session; the actor it stands for. */
  signIn(session: string, person: string, customer?: string): PersonActor;
  signOut(session: string): void;
  call(session: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Reply>;
  /** POST /api/connections. @returns the authorize address. */
  begin(session: string, more?: object): Promise<string>;
  /** The whole journey. @returns where the callback led: `{outcome, connection}`. */
  connect(session: string, choices: DriveChoices, more?: object): Promise<Record<string, string>>;
  /** Presents a callback address in a session. */
  present(session: string, callback: string): Promise<Record<string, string>>;
  token(session: string, id: string, more?: object): Promise<Reply>;
  stop(): Promise<void>;
}

export const HOST = 'app.localhost:3000';
const ACCOUNTS: readonly AccountSpec[] = [
  { address: 'elin@example.se', name: 'Elin Ljungqvist' },
  { address: 'elin.privat@example.org', name: 'Elin Privat' },
  { address: 'otto@example.com', name: 'Otto Berg', consent: { kind: 'admin' } },
];

export async function connectedWorld(
  options: Microsoft365Options & { env?: Record<string, string> } = {},
): Promise<Connected> {
  const provider = await startMicrosoft365({ accounts: ACCOUNTS, ...options });
  const world = await testWorld({
    env: {
      TELINK_MICROSOFT_CLIENT_ID: provider.client.id,
      TELINK_MICROSOFT_CLIENT_SECRET: provider.client.secret,
      TELINK_MICROSOFT_LOGIN: provider.login,
      TELINK_MICROSOFT_GRAPH: provider.graph,
      TELINK_MICROSOFT_UPLOAD: provider.upload,
      ...options.env,
    },
  });
  const sessions = new Map<string, PersonActor>();
  const connections = createConnections({
    config: world.config,
    db: world.db,
    log: world.log,
    jobs: { every: () => undefined },
    person: async (request) => {
      const actor = sessions.get(String(request.headers['x-session']));
      if (!actor) throw new Problem('not-signed-in');
      return actor;
    },
  });
  const server = await createHttp({
    config: world.config,
    log: world.log,
    ready: () => true,
    callsPerMinute: 0,
    apps: { shop: [], office: [], app: [connections.routes] },
  });
  provider.client.redirects.push(`http://${HOST}/connections/microsoft365/admin-callback`);
  const call: Connected['call'] = async (session, method, path, body) => {
    const answer = await server.inject({
      method,
      url: path,
      headers: {
        host: HOST,
        'x-session': session,
        ...(method === 'POST' ? { origin: `http://${HOST}`, 'x-telink': '1' } : {}),
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    const json = answer.headers['content-type']?.includes('json') === true;
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      body: json ? (JSON.parse(answer.body) as unknown) : undefined,
    };
  };
  const self: Connected = {
    world,
    provider,
    connections,
    server,
    signIn(session, person, customer = 'c1') {
      const actor: PersonActor = { kind: 'person', person, customer, roles: ['user'], session };
      sessions.set(session, actor);
      return actor;
    },
    signOut: (session) => void sessions.delete(session),
    call,
    async begin(session, more = {}) {
      const answer = await call(session, 'POST', '/api/connections', {
        provider: 'microsoft365',
        feature: 'mail',
        ...more,
      });
      if (answer.status !== 200) throw new Error(`begin answered ${answer.status} ${answer.text}`);
      return String(answer.body.redirect);
    },
    connect: async (session, choices, more) =>
      self.present(session, await provider.answerPages(await self.begin(session, more), choices)),
    async present(session, callback) {
      const url = new URL(callback);
      const answer = await call(session, 'GET', `${url.pathname}${url.search}`);
      if (answer.status !== 303) throw new Error(`the callback answered ${answer.status} ${answer.text}`);
      const target = new URL(String(answer.headers['location']), `http://${HOST}`);
      if (target.origin !== `http://${HOST}` || target.pathname !== '/konton')
        throw new Error(`the callback led to ${target.href}`);
      return Object.fromEntries(target.searchParams);
    },
    token: (session, id, more = {}) =>
      call(session, 'POST', `/api/connections/${id}/token`, { feature: 'mail', ...more }),
    async stop() {
      await server.close();
      await provider.stop();
      await world.drop();
    },
  };
  return self;
}
