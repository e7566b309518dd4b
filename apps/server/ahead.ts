import type { FastifyRequest } from 'fastify';
import type { Connections } from '#modules/connections';
import type { Session } from '#modules/session';

/** Where mail is the first thing seen: the addresses at which apps/subscriber/main.tsx begins with it. */
const MAIL = /^\/(?:mejl(?:[/?]|$)|$|\?)/;
/** The person has said no to the cache in this browser; see the mail client's cache-choice.ts. */
const NO_CACHE = '__Host-telink-cache=off';

/**
 * What the person's app asks for at its start, told with the document: who is signed in, and for mail which accounts there are and the key
 * of the first one's cache. The names are the calls as its script makes them. Each is the answer of the route of that name, and a key that
 * was not yet asked for is not made here: going to an address changes nothing.
 */
export async function aheadOf(
  session: Session,
  connections: Connections,
  request: FastifyRequest,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const actor = await session.current(request);
  if (actor === undefined) return undefined;
  const mail = MAIL.test(request.url);
  const cache = !(request.headers.cookie ?? '').includes(NO_CACHE);
  const [view, list, keys] = await Promise.all([
    session.view(request),
    mail ? connections.list(actor) : undefined,
    mail && cache ? session.knownKeys(request, 'mail') : undefined,
  ]);
  if (list === undefined) return { 'GET /api/session': view };
  const first = list.find(({ state, features }) => state === 'connected' && features.includes('mail'));
  const key = first && keys?.get(first.id);
  return {
    'GET /api/session': view,
    'GET /api/connections': list,
    'GET /api/connectors': connections.connectors,
    ...(key && {
      [`POST /api/session/vault-key ${JSON.stringify({ account: first.id, category: 'mail' })}`]: key,
    }),
  };
}
