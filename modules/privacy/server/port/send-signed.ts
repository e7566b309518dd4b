import { createEgress } from '#modules/connections';
import type { KeyStore } from '#platform/crypto';
import { signed } from './signing.ts';

export type Sent =
  | { readonly ok: true; readonly status: number; readonly receipt: string | null }
  | { readonly ok: false; readonly reason: 'unreachable' | 'refused' };

/**
 * Posts an OpenDSR-like message, signed in its headers, to an address whose origin stands in the configuration; to no other (promise
 * processor.1). Whatever the receiver answers is an answer, not an error. The reason is never logged: it may carry data.
 */
export async function sendSigned(
  keys: KeyStore,
  allowed: readonly string[],
  given: { readonly address: string; readonly from: string; readonly body: string },
): Promise<Sent> {
  const { origin } = new URL(given.address);
  try {
    const answer = await createEgress(allowed.map((each) => new URL(each).origin))(given.address, {
      method: 'POST',
      signal: AbortSignal.timeout(30_000),
      headers: {
        'content-type': 'application/json',
        // What a second Telink asks of every write.
        origin,
        'x-telink': '1',
        'x-opendsr-processor-domain': given.from,
        'x-opendsr-signature': await signed(keys, given.body),
      },
      body: given.body,
    });
    const text = await answer.text();
    if (!answer.ok) return { ok: false, reason: 'refused' };
    return { ok: true, status: answer.status, receipt: receiptIn(text) };
  } catch {
    return { ok: false, reason: 'unreachable' };
  }
}

function receiptIn(text: string): string | null {
  try {
    const { receipt } = JSON.parse(text) as { receipt?: unknown };
    return typeof receipt === 'string' && /^[A-Za-z0-9_.:-]{1,128}$/.test(receipt) ? receipt : null;
  } catch {
    return null;
  }
}
