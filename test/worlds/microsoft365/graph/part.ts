import type { World } from '../world.ts';
import type { RefereedRequest } from '../referees/referee.ts';
import { foresee } from './mishaps.ts';
import type { GraphAnswer, GraphCall } from './call.ts';
import { Refusal, refusalAnswer } from './call.ts';
import { route } from './router.ts';

export interface PartRequest {
  readonly method: string;
  /** From `/me` on, with the query. */
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** `mailFolders('x')/messages/delta()` and `mailFolders/x/messages/microsoft.graph.delta` are the same path. */
export function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const keyed = /^([A-Za-z]+)\('([^']*)'\)$/.exec(decodeURIComponent(part));
      if (keyed !== null) return [keyed[1] ?? '', keyed[2] ?? ''];
      return [
        decodeURIComponent(part)
          .replace(/^microsoft\.graph\.(?!itemattachment)/i, '')
          .replace(/\(\)$/, ''),
      ];
    });
}

/** One request by itself or one part of a batch: scopes, contract, fault scripts, then the mailbox. */
export async function answerPart(
  request: PartRequest,
  granted: { readonly account: string; readonly scopes: ReadonlySet<string> },
  world: World,
): Promise<GraphAnswer> {
  try {
    return await judged(request, granted, world);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error, world.now());
    throw error;
  }
}

async function judged(
  request: PartRequest,
  granted: { readonly account: string; readonly scopes: ReadonlySet<string> },
  world: World,
): Promise<GraphAnswer> {
  const url = new URL(request.path, 'http://part.invalid');
  const [user = '', ...rest] = segmentsOf(url.pathname);
  const account = world.accountOf(granted.account);
  const [own, segments] =
    user.toLowerCase() === 'me'
      ? [true, rest]
      : [
          rest[0]?.toLowerCase() === account.id || rest[0]?.toLowerCase() === account.address.toLowerCase(),
          rest.slice(1),
        ];
  const query = new Map(url.searchParams);
  const now = world.now();
  const refereed: RefereedRequest = {
    method: request.method,
    segments,
    query,
    contentType: request.headers.get('content-type') ?? '',
    body: bodyOf(request),
    scopes: granted.scopes,
  };
  if (user.toLowerCase() !== 'me' && user.toLowerCase() !== 'users')
    return objection(`${request.method} ${url.pathname} is not part of Graph's mail`, world, 400);
  if (!own) throw new Refusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  const wrong = world.referee.request(refereed);
  if (wrong !== undefined) return objection(wrong, world, 400);
  const verdict = world.referee.scope(refereed);
  if (!verdict.allowed)
    throw new Refusal(
      403,
      'accessDenied',
      `Access is denied. One of these is needed: ${verdict.needed.join(', ')}.`,
    );
  world.tick(granted.account);
  const mishap = foresee(request, granted.account, query, world);
  if (mishap !== undefined) return mishap;
  const fixedIds = world.faults.on(granted.account, 'ids-change-on-move') === undefined;
  const call: GraphCall = {
    method: request.method, segments, query, headers: request.headers, body: request.body, account,
    mailbox: world.mailboxOf(granted.account), scopes: granted.scopes, graph: world.addresses.graph, upload: world.addresses.upload,
    immutable: fixedIds && /IdType\s*=\s*"?ImmutableId"?/i.test(request.headers.get('prefer') ?? ''), now,
  }; // prettier-ignore
  const answer = await route(call, world);
  if (answer.bent === true) return answer;
  const slip = world.referee.answer(refereed, answer.status, answer.body);
  return slip === undefined
    ? answer
    : objection(`answer to ${request.method} ${url.pathname}: ${slip}`, world, 500, answer);
}

/** A breach of the contract: kept, and in strict mode answered so that no test can miss it. */
function objection(reason: string, world: World, status: number, otherwise?: GraphAnswer): GraphAnswer {
  world.violations.push(reason);
  if (!world.strict && otherwise !== undefined) return otherwise;
  const refusal = new Refusal(
    world.strict ? 500 : status,
    world.strict ? 'ContractViolation' : 'BadRequest',
    reason,
  );
  return refusalAnswer(refusal, world.now());
}

function bodyOf(request: PartRequest): unknown {
  if (
    request.body.length === 0 ||
    !(request.headers.get('content-type') ?? 'application/json').includes('json')
  )
    return undefined;
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return undefined;
  }
}
