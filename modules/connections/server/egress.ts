/** The server tried to reach a host that is in no register. Names no address: it may carry data. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';
  readonly code = 'egress-refused';
}

export type Fetch = (address: string, options: RequestInit) => Promise<Response>;

const MOST_BYTES = 512 * 1024;

/**
 * The only way from this slice to the outside: refuses, before any look-up of names, every origin that no enabled connector lists for
 * the server (promises mail.4, processor.1). Follows no redirect, since a redirect chooses its own host, and reads no endless answer.
 */
export function createEgress(
  allowed: readonly string[],
  send: Fetch = (address, options) => globalThis.fetch(address, options),
  most: number = MOST_BYTES,
): Fetch {
  const origins = new Set(allowed);
  return async (address, options) => {
    if (!URL.canParse(address) || !origins.has(new URL(address).origin)) throw new EgressRefused();
    const answer = await send(address, { ...options, redirect: 'manual' });
    if (Number(answer.headers.get('content-length') ?? 0) > most) {
      await answer.body?.cancel();
      throw new EgressRefused();
    }
    return answer;
  };
}
