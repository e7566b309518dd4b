import type { IncomingMessage, ServerResponse } from 'node:http';
import { takeUpload } from './graph/upload.ts';
import { headersOf, readBody } from './wire.ts';
import type { World } from './world.ts';

/** The listener of outlook.office.com. Its preflight lets only two headers through (msgraph-sdk-javascript#220). */
export async function serveUpload(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.addresses.upload);
  const method = request.method ?? 'GET';
  const token = url.searchParams.get('authtoken') ?? '';
  const user = world.uploads.get(token)?.account.address ?? '';
  const headers = headersOf(request);
  // The token is a secret: it stays out of the log.
  const call = world.calls.add({
    at: world.now(),
    host: 'upload',
    method,
    path: url.pathname,
    query: '',
    user,
    scopes: [],
    origin: headers.get('origin') ?? '',
    userAgent: headers.get('user-agent') ?? '',
    status: 200,
  });
  if (method === 'OPTIONS') {
    const asked = (headers.get('access-control-request-headers') ?? '')
      .split(',')
      .map((name) => name.trim().toLowerCase());
    const allowed = asked.every((name) => ['', 'content-range', 'content-type'].includes(name));
    call.status = allowed ? 200 : 403;
    response.writeHead(
      call.status,
      allowed
        ? {
            'access-control-allow-origin': '*',
            'access-control-allow-methods': 'PUT, GET, DELETE',
            'access-control-allow-headers': 'content-range, content-type',
            'access-control-max-age': '3600',
          }
        : {},
    );
    response.end();
    return;
  }
  const answer = takeUpload(
    { method, token, headers, body: await readBody(request, 16 * 1024 * 1024), now: world.now() },
    world,
  );
  call.status = answer.status;
  response.writeHead(answer.status, {
    'access-control-allow-origin': '*',
    ...(answer.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...answer.headers,
  });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}
