import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyError,
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import { APPS, type App, type Config } from '#platform/config';
import type { Log } from '#platform/log';
import { Problem, problemBody, type Language, type ProblemCode } from '#platform/problem';
import { securityHeaders } from './headers.ts';
import { assertStrict } from './strict.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is a file that is read as it comes, and may take its time. */
    readonly file?: boolean;
    /** A plain HTML form posts here, which can't send our header; its Origin must be our own all the same. For pages without a session only. */
    readonly form?: boolean;
  }
}

/** Milliseconds in which a request has to be there. */
const SLOWEST_BODY = 30_000;
const LONGEST_BODY = 3_600_000;

export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** A slice's routes on one app's host. */
export type Routes = (server: Server) => Promise<void> | void;

export interface HttpOptions {
  readonly config: Config;
  readonly log: Log;
  readonly apps: Readonly<Record<App, readonly Routes[]>>;
  /** Answers 200 on /healthz when true. */
  readonly ready: () => boolean;
  /** Calls per minute and address; 0 turns the limit off. */
  readonly callsPerMinute?: number;
}

/** One server, one scope per host name: a route of one app does not exist on another's host, and an unknown host gets 404. */
export async function createHttp(options: HttpOptions): Promise<Server> {
  const { config, log } = options;
  // Only here: the command line knows the slices with their routes, and serves none.
  const [{ default: Fastify }, { default: swagger }, { default: rateLimit }, { TypeBoxValidatorCompiler }] =
    await Promise.all([
      import('fastify'),
      import('@fastify/swagger'),
      import('@fastify/rate-limit'),
      import('@fastify/type-provider-typebox'),
    ]);
  const server = Fastify({
    logger: false,
    bodyLimit: 256 * 1024,
    // Of the longest file there is; what is not a file is held to thirty seconds below.
    requestTimeout: LONGEST_BODY,
    http: { headersTimeout: SLOWEST_BODY },
    forceCloseConnections: 'idle',
    trustProxy: config.tls ? 'loopback' : false,
    routerOptions: { ignoreTrailingSlash: true },
  })
    .setValidatorCompiler(TypeBoxValidatorCompiler)
    .withTypeProvider<TypeBoxTypeProvider>();

  server.addHook('onRoute', (route) => {
    for (const part of ['body', 'querystring', 'params'] as const)
      assertStrict(route.schema?.[part], `${String(route.method)} ${route.url} ${part}`);
  });
  const headers = securityHeaders(config);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    // Nothing is cacheable unless a route says so: bfcache and shared caches bring decrypted pages back after sign-out (promise mail.9).
    reply.header('cache-control', 'no-store');
    refuseForeignWrites(config, request);
    if (request.routeOptions.config.file !== true) holdToTime(request, reply);
  });
  server.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never the address asked for: addresses carry ids and search terms (promises mail.5, customer.8).
    log.debug('answered', {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  server.setErrorHandler((error: FastifyError | Problem, request, reply) =>
    answerError(error, request, reply, log),
  );
  server.setNotFoundHandler((request, reply) => sendProblem(reply, request, 'not-found'));
  // Before the routes, so that it sees them all: the published description is made of the contracts that are enforced.
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Telink',
        version: '1',
        description:
          'Every write carries the header `x-telink: 1` and the app’s own Origin. Errors are problem+json (RFC 9457).',
      },
    },
  });
  await server.register(rateLimit, {
    global: (options.callsPerMinute ?? 600) > 0,
    max: options.callsPerMinute ?? 600,
    timeWindow: 60_000,
    // In memory and per process: an address is never written down.
    keyGenerator: (request) => request.ip,
    errorResponseBuilder: () => new Problem('too-many'),
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
      'retry-after': true,
    },
  });
  server.get('/healthz', { config: { rateLimit: false } }, async (_request, reply) =>
    reply.code(options.ready() ? 200 : 503).send({ ready: options.ready() }),
  );

  server.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(server.swagger()),
  );

  for (const app of APPS) {
    const host = hostPattern(config, app);
    const scope: FastifyPluginAsync = async (inner) => {
      inner.addHook('onRoute', (route) => {
        route.constraints = { ...route.constraints, host };
        // Which app's host a route is on, in the published description.
        route.schema = { ...route.schema, tags: [app] };
      });
      const typed = inner.withTypeProvider<TypeBoxTypeProvider>();
      for (const routes of options.apps[app]) await routes(typed);
    };
    await server.register(scope);
  }
  return server;
}

/** Behind a TLS front the port is the front's; on loopback it may be any (PORT=0 in tests). */
function hostPattern(config: Config, app: App): RegExp {
  const name = (config.tls ? new URL(config.origins[app]).hostname : config.hosts[app]).replaceAll(
    '.',
    '\\.',
  );
  return new RegExp(`^${name}(:\\d+)?$`);
}

/**
 * CSRF: a write must come from the very app it is for (Origin, or Sec-Fetch-Site where a browser sends no Origin) and carry a header
 * that no foreign form can send. On *.localhost the apps are different sites; behind one domain they are the same site, where
 * SameSite cookies alone would not help.
 */
function refuseForeignWrites(config: Config, request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  const { origin } = request.headers;
  const host = request.headers.host?.replace(/:\d+$/, '');
  const expected = APPS.map((app) => config.origins[app]).find(
    (candidate) => new URL(candidate).hostname === host,
  );
  if (origin === undefined || expected === undefined || !sameOrigin(origin, expected, request.headers.host))
    throw new Problem('foreign-origin');
  if (request.headers['x-telink'] !== '1' && request.routeOptions.config.form !== true)
    throw new Problem('foreign-origin');
}

/** A body that trickles in would hold a connection for as long as it likes. */
function holdToTime(request: FastifyRequest, reply: FastifyReply): void {
  const timer = setTimeout(() => {
    if (!request.raw.complete) request.raw.destroy();
  }, SLOWEST_BODY).unref();
  reply.raw.once('close', () => clearTimeout(timer));
}

/**
 * Lets routes within take a file as it comes, piece by piece: nothing of it is gathered, in memory or on disk. Such a route says
 * `config: { file: true }`.
 */
export async function fileRoutes(server: Server, routes: (inner: Server) => void): Promise<void> {
  const scope: FastifyPluginAsync = async (inner) => {
    inner.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    routes(inner.withTypeProvider<TypeBoxTypeProvider>());
  };
  await server.register(scope);
}

/** Lets routes within take what a plain HTML form posts: texts by name. Such a route says `config: { form: true }`. */
export async function formRoutes(server: Server, routes: (inner: Server) => void): Promise<void> {
  const scope: FastifyPluginAsync = async (inner) => {
    inner.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
    );
    routes(inner.withTypeProvider<TypeBoxTypeProvider>());
  };
  await server.register(scope);
}

function sameOrigin(origin: string, expected: string, host: string | undefined): boolean {
  return origin === expected || (expected.startsWith('http://') && origin === `http://${host ?? ''}`);
}

function answerError(
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
): FastifyReply {
  if (error instanceof Problem) return sendProblem(reply, request, error.code, error.fields);
  if ('validation' in error && error.validation) {
    const fields = error.validation
      .map((fault) => fault.instancePath.replace(/^\//, ''))
      .filter((field) => /^[A-Za-z/0-9]{1,60}$/.test(field));
    const unknown = error.validation.some(
      (fault) =>
        fault.keyword === 'additionalProperties' || fault.keyword === '~guard' || fault.keyword === 'boolean',
    );
    return sendProblem(reply, request, unknown ? 'unknown-field' : 'bad-request', fields);
  }
  if (error.statusCode === 413) return sendProblem(reply, request, 'too-large');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return sendProblem(reply, request, 'bad-request');
  if (databaseAway(error)) return sendProblem(reply, request, 'unavailable');
  log.error('request broke', { method: request.method, route: request.routeOptions.url ?? 'none', error });
  return sendProblem(reply, request, 'broken');
}

export function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  code: ProblemCode,
  fields: readonly string[] = [],
): FastifyReply {
  const body = problemBody(code, languageOf(request), fields);
  return reply.code(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}

/** Swedish unless the reader's own list puts English before it. */
export function languageOf(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().slice(0, 2));
  const english = wanted.indexOf('en');
  const swedish = wanted.indexOf('sv');
  return english >= 0 && (swedish < 0 || english < swedish) ? 'en' : 'sv';
}

/** The database is being started again: a passing state, not a fault of the call. Class 08 and 57P0x of PostgreSQL's codes. */
function databaseAway(error: unknown): boolean {
  const code: unknown = Reflect.get(Object(error), 'code');
  if (typeof code === 'string' && /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0\d|08\w{3})$/.test(code)) return true;
  return error instanceof Error && /Connection terminated/.test(error.message);
}
