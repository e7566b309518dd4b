import { contactFactsOf, maskNumber } from '#modules/customers';
import type { CorrectionView, OwnFacts } from '#contract/privacy';
import { address, person } from '#data-map/customers';
import { correction, notice } from '#data-map/privacy';
import { read, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Whom } from './record-correction.ts';

/** A person's own facts as they stand, what they were before and why, and what is under way. */
export async function ownFacts(ctx: Ctx, who: Whom): Promise<OwnFacts> {
  const where = { customer_id: who.customer, person_id: who.person };
  const [self] = await read(
    ctx,
    'rights',
    person,
    ['name', 'email', 'phone', 'personal_number', 'language'],
    { where },
  );
  if (self === undefined) throw new Problem('not-found');
  const lived = await read(
    ctx,
    'rights',
    address,
    ['kind', 'street', 'postal_code', 'city', 'country', 'valid_from', 'valid_to', 'source'],
    { where, order: [['valid_from', 'desc']] },
  );
  const contact = (await contactFactsOf(ctx, who)).toReversed();
  const mail = contact.find(({ kind, to }) => kind === 'email' && to === null);
  return {
    name: self.name ?? '',
    personalNumber: self.personal_number === null ? null : maskNumber(self.personal_number),
    email: self.email ?? mail?.value ?? null,
    emailState:
      mail === undefined
        ? self.email === null
          ? 'none'
          : 'unverified'
        : mail.bouncedAt !== null
          ? 'bounced'
          : mail.verifiedAt === null
            ? 'unverified'
            : 'verified',
    phone: self.phone,
    language: self.language,
    addresses: lived.map((row) => ({
      kind: row.kind,
      street: row.street ?? '',
      postalCode: row.postal_code ?? '',
      city: row.city ?? '',
      country: row.country,
      from: row.valid_from,
      to: row.valid_to,
      source: row.source,
    })),
    contact: contact.map((fact) => ({ ...fact, value: fact.value ?? '' })),
    corrections: await correctionsOf(ctx, who),
  };
}

async function correctionsOf(ctx: Ctx, who: Whom): Promise<CorrectionView[]> {
  const where = { customer_id: who.customer, person_id: who.person };
  const rows = await read(
    ctx,
    'rights',
    correction,
    [
      'correction_id',
      'what',
      'state',
      'earlier_value',
      'new_value',
      'own_words',
      'ground',
      'asked_at',
      'decided_at',
    ],
    { where, order: [['asked_at', 'desc']], limit: 200 },
  );
  const notices = await read(ctx, 'rights', notice, ['recipient', 'state', 'about'], {
    where: { ...where, what: 'corrected' },
  });
  return rows.map((row) => {
    const shown = (value: string | null): string | null =>
      value !== null && row.what === 'personal_number' ? maskNumber(value) : value;
    return {
      id: row.correction_id,
      what: row.what,
      state: row.state,
      earlier: shown(row.earlier_value),
      wanted: shown(row.new_value),
      words: row.own_words,
      ground: row.ground,
      askedAt: row.asked_at,
      decidedAt: row.decided_at,
      told: notices
        .filter(({ about }) => about === row.correction_id)
        .map(({ recipient, state }) => ({ recipient, state })),
    };
  });
}
