import type { World } from '../world.ts';
import type { GraphAnswer, JsonObject } from './call.ts';
import { isObject, Refusal, refusalAnswer } from './call.ts';
import { answerPart } from './part.ts';

const maxParts = 20;

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  readonly dependsOn: readonly string[];
}

function malformed(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}

function partsOf(body: Buffer): Part[] {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw malformed('Invalid batch payload format.');
  }
  const list = isObject(json) ? json['requests'] : undefined;
  if (!Array.isArray(list) || list.length === 0) throw malformed('Invalid batch payload format.');
  if (list.length > maxParts)
    throw malformed(`Number of batch request steps exceeds the maximum value of '${maxParts}'.`);
  const parts = list.map((entry: unknown): Part => {
    if (
      !isObject(entry) ||
      typeof entry['id'] !== 'string' ||
      typeof entry['method'] !== 'string' ||
      typeof entry['url'] !== 'string'
    )
      throw malformed('Each request needs id, method and url.');
    const headers = new Map(
      isObject(entry['headers'])
        ? Object.entries(entry['headers']).map(([name, value]) => [name.toLowerCase(), String(value)])
        : [],
    );
    const { body: content } = entry;
    if (content !== undefined && !headers.has('content-type'))
      throw malformed('A request with a body needs a Content-Type header.');
    return {
      id: entry['id'], method: entry['method'].toUpperCase(), url: entry['url'].startsWith('/') ? entry['url'] : `/${entry['url']}`, headers,
      body: content === undefined ? Buffer.alloc(0) : Buffer.from(typeof content === 'string' ? (headers.get('content-type')?.includes('json') === true ? JSON.stringify(content) : content) : JSON.stringify(content)),
      dependsOn: Array.isArray(entry['dependsOn']) ? entry['dependsOn'].map(String) : [],
    }; // prettier-ignore
  });
  const ids = new Set(parts.map(({ id }) => id));
  if (ids.size !== parts.length) throw malformed('Request ids must be unique.');
  for (const { dependsOn } of parts)
    if (dependsOn.some((id) => !ids.has(id))) throw malformed('dependsOn names an unknown request.');
  return parts;
}

/** `POST /v1.0/$batch`: each part judged, throttled and answered by itself; a failed dependency gives 424. */
export async function answerBatch(
  method: string,
  headers: ReadonlyMap<string, string>,
  body: Buffer,
  granted: { readonly account: string; readonly scopes: ReadonlySet<string> },
  world: World,
): Promise<GraphAnswer> {
  if (method !== 'POST') throw new Refusal(405, 'BadRequest', 'A batch is a POST.');
  const parts = partsOf(body);
  const done = new Map<string, GraphAnswer>();
  const expiry = world.faults.use(granted.account, 'token-expires-in-batch');
  const waiting = new Set(parts);
  while (waiting.size > 0) {
    const ready = [...waiting].find(({ dependsOn }) => dependsOn.every((id) => done.has(id)));
    if (ready === undefined) throw malformed('dependsOn is circular.');
    waiting.delete(ready);
    const failed = ready.dependsOn.some((id) => (done.get(id)?.status ?? 500) >= 400);
    const call = world.calls.add({
      at: world.now(),
      host: 'graph',
      method: ready.method,
      path: `/v1.0${ready.url.split('?')[0]}`,
      query: ready.url.includes('?') ? ready.url.slice(ready.url.indexOf('?')) : '',
      user: granted.account,
      scopes: [...granted.scopes],
      origin: headers.get('origin') ?? '',
      userAgent: headers.get('user-agent') ?? '',
      status: 0,
      part: ready.id,
    });
    const answer = failed
      ? refusalAnswer(
          new Refusal(424, 'FailedDependency', 'A request this one depends on failed.'),
          world.now(),
        )
      : expiry !== undefined && done.size >= (expiry.after ?? 1)
        ? refusalAnswer(
            new Refusal(
              401,
              'InvalidAuthenticationToken',
              'Lifetime validation failed, the token is expired.',
            ),
            world.now(),
          )
        : await answerPart(
            { method: ready.method, path: ready.url, headers: ready.headers, body: ready.body },
            granted,
            world,
          );
    call.status = answer.status;
    done.set(ready.id, answer);
  }
  // The real one answers parts in the order they finish, not in the order asked.
  const responses = [...done].map(([id, answer]): JsonObject => ({
    id,
    status: answer.status,
    headers: {
      'Cache-Control': 'private',
      ...canonical(answer.headers ?? {}),
      ...(answer.body !== undefined && !Buffer.isBuffer(answer.body)
        ? {
            'Content-Type':
              'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
          }
        : {}),
    },
    ...(answer.body === undefined
      ? {}
      : {
          body: Buffer.isBuffer(answer.body)
            ? (answer.headers?.['content-type'] ?? '').startsWith('text/plain') && answer.body.length < 20
              ? answer.body.toString()
              : answer.body.toString('base64')
            : answer.body,
        }),
  }));
  return { status: 200, body: { responses } };
}

function canonical(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  );
}
