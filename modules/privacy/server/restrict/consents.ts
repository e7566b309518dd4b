import { createHash } from 'node:crypto';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, read, transact, update, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { CONSENTS, OPTIONAL, type ConsentView, type OptionalPurpose } from '#contract/privacy';
import { consent } from '#data-map/privacy';
import { note, type Whose } from './place.ts';

const COLUMNS = ['purpose', 'text_version', 'given_at', 'withdrawn_at'] as const;

/** What was agreed to, in both languages, so that either can be shown to have been the text. */
const hashOf = (purpose: OptionalPurpose): string =>
  createHash('sha256').update(JSON.stringify(CONSENTS[purpose])).digest('hex');

const at = ({ customer, person }: Whose): { customer_id: string; person_id: string } => ({
  customer_id: customer,
  person_id: person,
});

/** Whether the person's yes to a purpose is in force now. No row is a no: everything optional is off until asked for (promise law.2). */
export async function consentInForce(ctx: Ctx, whose: Whose, purpose: OptionalPurpose): Promise<boolean> {
  const rows = await read(ctx, 'rights', consent, ['consent_id'], {
    where: { ...at(whose), purpose, withdrawn_at: null },
  });
  return rows.length > 0;
}

/** Every optional purpose, on or off, with when it was last given and taken back. */
export async function consentsOf(ctx: Ctx, whose: Whose): Promise<ConsentView[]> {
  const rows = await read(ctx, 'rights', consent, COLUMNS, {
    where: at(whose),
    order: [['given_at', 'desc']],
  });
  return OPTIONAL.map((purpose) => {
    const last = rows.find((row) => row.purpose === purpose);
    return {
      purpose,
      on: last !== undefined && last.withdrawn_at === null,
      version: CONSENTS[purpose].version,
      given: last?.given_at ?? null,
      withdrawn: last?.withdrawn_at ?? null,
    };
  });
}

/** One click gives. The text must be the one that stands now, or it is not known what was agreed to. @throws Problem conflict */
export async function giveConsent(
  ctx: Ctx,
  whose: Whose,
  given: { readonly purpose: OptionalPurpose; readonly version: number; readonly channel: 'app' | 'staff' },
): Promise<void> {
  if (given.version !== CONSENTS[given.purpose].version) throw new Problem('conflict');
  await transact(ctx, async (inner) => {
    const stored = await insert(
      inner,
      consent,
      {
        ...at(whose),
        consent_id: randomId(),
        kept_until: null,
        purpose: given.purpose,
        text_version: given.version,
        text_hash: hashOf(given.purpose),
        channel: given.channel,
        given_at: isoTime(inner.db.clock),
        withdrawn_at: null,
      },
      { onConflict: 'ignore' },
    );
    if (stored) await note(inner, whose, { act: 'consent-given', purpose: given.purpose });
  });
}

/** One click takes back, whatever text it was given to; the next read goes without (promise law.1). */
export async function withdrawConsent(ctx: Ctx, whose: Whose, purpose: OptionalPurpose): Promise<void> {
  await transact(ctx, async (inner) => {
    const count = await update(
      inner,
      consent,
      { withdrawn_at: isoTime(inner.db.clock) },
      { ...at(whose), purpose, withdrawn_at: null },
    );
    if (count > 0) await note(inner, whose, { act: 'consent-withdrawn', purpose });
  });
}
