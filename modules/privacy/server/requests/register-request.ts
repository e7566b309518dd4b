import { findPersonsByEmail } from '#modules/customers';
import type { Hat, RequestKind } from '#contract/privacy';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, transact, type Ctx } from '#platform/db';
import { unknownRequest } from '#data-map/privacy';
import { MOST_PERSONS, rowOf, signedNo, type AskDeps } from './ask-in-public.ts';
import { fileRequest, type Filed } from './file-request.ts';
import { asProduct } from './steps.ts';

/**
 * What came by letter, mail or phone: filed for those with the address; where nobody has it, answered with a signed «no» for staff to send.
 * `ctx` is the member of staff's, who answers for knowing who asked.
 */
export async function registerRequest(
  ctx: Ctx,
  deps: AskDeps,
  given: {
    readonly email: string;
    readonly kind: RequestKind;
    readonly hat: Hat;
    readonly channel: 'letter' | 'mail' | 'phone';
    readonly receivedAt: string;
    readonly text: string;
  },
): Promise<{
  readonly filed: readonly (Filed & { readonly customer: string })[];
  readonly no: string | null;
}> {
  const { email, ...rest } = given;
  return transact(ctx, async (inner) => {
    const persons = (await findPersonsByEmail(asProduct(inner), email)).slice(0, MOST_PERSONS);
    const filed: (Filed & { readonly customer: string })[] = [];
    for (const person of persons)
      filed.push({
        customer: person.customer,
        ...(await fileRequest(inner, { ...person, ...rest, proof: 'staff' })),
      });
    if (filed.length > 0) return { filed, no: null };
    const id = randomId();
    const no = await signedNo(deps, { id, mail: email, receivedAt: given.receivedAt });
    const at = isoTime(deps.db.clock);
    await insert(asProduct(inner), unknownRequest, {
      ...rowOf(deps, { id, mail: email, language: 'sv', ...rest }),
      hat: given.hat,
      channel: given.channel,
      code_sent_at: at,
      answer: no,
      answered_at: at,
    });
    return { filed: [], no };
  });
}
