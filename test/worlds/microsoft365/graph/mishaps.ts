import type { World } from '../world.ts';
import type { GraphAnswer } from './call.ts';
import { Refusal, refusalAnswer } from './call.ts';
import type { PartRequest } from './part.ts';

/** What a fault script answers in place of the mailbox; undefined when nothing is to go wrong. */
export function foresee(
  request: PartRequest,
  address: string,
  query: ReadonlyMap<string, string>,
  world: World,
): GraphAnswer | undefined {
  const { faults } = world;
  const fits = (options: { readonly method?: string; readonly path?: string }): boolean =>
    (options.method === undefined || options.method === request.method) &&
    (options.path === undefined || request.path.includes(options.path));
  const refuse = (
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ): GraphAnswer => ({
    ...refusalAnswer(new Refusal(status, code, message, headers), world.now()),
    bent: true,
  });
  const challenge = faults.on(address, 'claims-challenge');
  if (challenge !== undefined)
    return refuse(
      challenge.status ?? 401,
      'InvalidAuthenticationToken',
      'Continuous access evaluation resulted in challenge with result: InteractionRequired.',
      { 'www-authenticate': claimsHeader(world) },
    );
  if (faults.on(address, 'mailbox-concurrency') !== undefined && (world.busy.get(address) ?? 0) > 4)
    return refuse(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.');
  const throttled = faults.use(address, 'throttled', fits);
  if (throttled !== undefined) {
    const after = throttled.retryAfter === undefined ? 1 : throttled.retryAfter;
    return refuse(
      429,
      'TooManyRequests',
      'Too many requests.',
      after === null ? {} : { 'retry-after': String(after) },
    );
  }
  const writes = request.method !== 'GET';
  const down = faults.use(
    address,
    'unavailable',
    (options) => fits(options) && (options.status !== 507 || writes),
  );
  if (down !== undefined) {
    const status = down.status ?? 503;
    return refuse(
      status,
      status === 507 ? 'quotaLimitReached' : 'serviceNotAvailable',
      'The service is not available.',
      status === 503 ? { 'retry-after': '1' } : {},
    );
  }
  if (faults.use(address, 'echoing-500', fits) !== undefined)
    return {
      status: 500,
      bent: true,
      body: {
        error: {
          code: 'generalException',
          message: `Failed on ${request.method} ${request.path}: ${request.body.toString('utf8')}`,
        },
      },
    };
  if (/^(PATCH|DELETE)$/.test(request.method) && faults.use(address, 'etag-conflict') !== undefined)
    return refuse(
      412,
      'ErrorIrresolvableConflict',
      'The change key passed in the request does not match the current change key for the item.',
    );
  if (
    query.has('$filter') &&
    query.has('$orderby') &&
    faults.use(address, 'inefficient-filter') !== undefined
  )
    return refuse(
      400,
      'InefficientFilter',
      'The restriction or sort order is too complex for this operation.',
    );
  if (
    (query.has('$filter') || query.has('$search')) &&
    faults.use(address, 'restriction-too-complex') !== undefined
  )
    return refuse(400, 'ErrorRestrictionTooComplex', 'The restriction is too complex.');
  return undefined;
}

/** The authentication context the challenge asks for. */
export const challengeValue = 'c1';

export const challengeClaims: string = JSON.stringify({
  access_token: { acrs: { essential: true, value: challengeValue } },
});

function claimsHeader(world: World): string {
  return `Bearer realm="", authorization_uri="${world.addresses.login}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000", error="insufficient_claims", claims="${Buffer.from(challengeClaims).toString('base64')}"`;
}
