import { correction, type CorrectionRow, type CorrectionWhat } from '#data-map/privacy';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, type Ctx } from '#platform/db';
import type { PrivacyDeps } from '../deps.ts';
import { recipientsOf, tellRecipients } from './tell-recipients.ts';

export interface Whom {
  readonly customer: string;
  readonly person: string;
}

/** Writes down what is to change, or has. @returns its id. */
export async function recordCorrection(
  ctx: Ctx,
  who: Whom,
  given: Pick<CorrectionRow, 'what' | 'state'> & Partial<CorrectionRow>,
): Promise<string> {
  const id = randomId();
  const now = isoTime(ctx.db.clock);
  await insert(ctx, correction, {
    customer_id: who.customer,
    person_id: who.person,
    earlier_value: null,
    new_value: null,
    own_words: null,
    ground: null,
    request_id: null,
    code_hash: null,
    code_until: null,
    code_tries: 0,
    decided_at: given.state === 'done' ? now : null,
    decided_by: null,
    ...given,
    correction_id: id,
    asked_at: now,
  });
  return id;
}

/** A fact has changed: everybody who got it is told, in the same transaction (GDPR Art. 19). */
export async function tellChange(
  ctx: Ctx,
  deps: PrivacyDeps,
  who: Whom,
  id: string,
  changed: {
    readonly what: CorrectionWhat;
    readonly earlier: string | null;
    readonly value: string | null;
  },
): Promise<void> {
  const recipients = await recipientsOf(ctx, deps.maps, [...deps.config.recipients.keys()], who);
  await tellRecipients(ctx, who, { what: 'corrected', recipients, content: changed, about: id });
}
