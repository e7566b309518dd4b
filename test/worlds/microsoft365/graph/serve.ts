import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Call } from '../calls.ts';
import type { World } from '../world.ts';
import { cutInside, headersOf, readBody } from '../wire.ts';
import { answerBatch } from './batch.ts';
import type { GraphAnswer } from './call.ts';
import { Refusal, refusalAnswer } from './call.ts';
import { answerPart } from './part.ts';

/** What graph.microsoft.com lets a page read. `Retry-After` is not among it (microsoft-graph-docs-contrib#2011). */
const exposed =
  'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant';

function preflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST, PUT, PATCH, GET, DELETE, OPTIONS',
    'access-control-allow-headers':
      request.headers['access-control-request-headers'] ?? 'authorization, content-type, prefer',
    'access-control-max-age': '3600',
    'content-length': '0',
  });
  response.end();
}

/** The listener of graph.microsoft.com. */
export async function serveGraph(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.addresses.graph);
  const method = request.method ?? 'GET';
  const headers = headersOf(request);
  const bearer = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  const granted = bearer === undefined ? undefined : await world.tokens.find(bearer);
  const address = granted?.account ?? '';
  const call: Call = world.calls.add({
    at: world.now(), host: 'graph', method, path: url.pathname, query: url.search, user: address,
    scopes: granted === undefined ? [] : [...granted.scopes], origin: headers.get('origin') ?? '',
    userAgent: headers.get('user-agent') ?? '', status: 0,
  }); // prettier-ignore
  if (method === 'OPTIONS') {
    call.status = 200;
    preflight(request, response);
    return;
  }
  let answer: GraphAnswer;
  world.busy.set(address, (world.busy.get(address) ?? 0) + 1);
  try {
    const body = await readBody(request, 200 * 1024 * 1024);
    if (world.latencyMs > 0) await wait(world.latencyMs);
    answer = await answerRequest(method, url, headers, body, granted, world);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    answer = refusalAnswer(error, world.now());
  } finally {
    world.busy.set(address, (world.busy.get(address) ?? 1) - 1);
  }
  call.status = answer.status;
  const cut =
    address !== '' &&
    world.faults.use(
      address,
      'cut-mid-body',
      ({ path }) => path === undefined || url.pathname.includes(path),
    ) !== undefined;
  write(response, answer, cut);
}

async function answerRequest(
  method: string,
  url: URL,
  headers: ReadonlyMap<string, string>,
  body: Buffer,
  granted: { readonly account: string; readonly scopes: ReadonlySet<string> } | undefined,
  world: World,
): Promise<GraphAnswer> {
  if (granted === undefined)
    throw new Refusal(
      401,
      'InvalidAuthenticationToken',
      headers.has('authorization')
        ? 'Lifetime validation failed, the token is expired.'
        : 'Access token is empty.',
      {
        'www-authenticate': `Bearer realm="", authorization_uri="${world.addresses.login}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`,
      },
    );
  const path = url.pathname.replace(/^\/v1\.0\//i, '');
  if (path === url.pathname) throw new Refusal(400, 'BadRequest', 'Invalid version.');
  if (path.toLowerCase() === '$batch') return await answerBatch(method, headers, body, granted, world);
  if (body.length > 4 * 1024 * 1024)
    throw new Refusal(413, 'RequestEntityTooLarge', 'The request is larger than 4 MB.');
  return await answerPart(
    { method, path: url.pathname.slice('/v1.0'.length) + url.search, headers, body },
    granted,
    world,
  );
}

function write(response: ServerResponse, answer: GraphAnswer, cut: boolean): void {
  const id = randomUUID();
  const bytes =
    answer.body === undefined
      ? Buffer.alloc(0)
      : Buffer.isBuffer(answer.body)
        ? answer.body
        : Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    ...(answer.body === undefined || Buffer.isBuffer(answer.body)
      ? {}
      : {
          'content-type':
            'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
        }),
    'cache-control': 'private',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': exposed,
    'request-id': id,
    'client-request-id': id,
    'odata-version': '4.0',
    ...answer.headers,
    ...(answer.status === 204 ? {} : { 'content-length': String(bytes.length) }),
  });
  if (cut) cutInside(response, bytes);
  else response.end(answer.status === 204 ? undefined : bytes);
}
