import { changeIdentity, identityValue } from '#modules/customers';
import type { IdentityBody, ReviewList, ReviewView } from '#contract/privacy';
import { person } from '#data-map/customers';
import { correction } from '#data-map/privacy';
import type { StaffActor } from '#modules/staff';
import { appendAudit } from '#platform/audit';
import { isoTime } from '#platform/clock';
import { queryOf, read, transact, update } from '#platform/db';
import { Problem } from '#platform/problem';
import type { PersonActor, PrivacyDeps } from '../deps.ts';
import { answerRequest, fileRequest } from '../requests/file-request.ts';
import { asProduct, whomOf } from './change-own.ts';
import { recordCorrection, tellChange } from './record-correction.ts';

/** Asks for another name or personal number, which the operator looks at first. Refused while one of the kind waits. @throws Problem bad-request, conflict */
export async function askIdentity(
  deps: PrivacyDeps,
  actor: PersonActor,
  given: IdentityBody,
): Promise<string> {
  const who = whomOf(actor);
  const value = identityValue(
    given.what === 'name' ? { name: given.value } : { personalNumber: given.value },
    isoTime(deps.db.clock).slice(0, 10),
  );
  return transact(asProduct(deps), async (ctx) => {
    const where = { customer_id: who.customer, person_id: who.person };
    // The person's row is the lock: two asked at once become one.
    const [self] = await read(ctx, 'rights', person, ['name', 'personal_number'], {
      where,
      forUpdate: true,
    });
    if (self === undefined) throw new Problem('not-found');
    const waits = await read(ctx, 'rights', correction, ['correction_id'], {
      where: { ...where, what: given.what, state: 'review' },
    });
    if (waits.length > 0) throw new Problem('conflict');
    const filed = await fileRequest(ctx, {
      ...who,
      kind: 'correction',
      hat: 'person',
      channel: 'app',
      proof: 'session',
      ...(given.words === undefined ? {} : { text: given.words }),
    });
    return recordCorrection(ctx, who, {
      what: given.what,
      state: 'review',
      earlier_value: given.what === 'name' ? self.name : self.personal_number,
      new_value: value,
      own_words: given.words ?? null,
      request_id: filed.id,
    });
  });
}

/** What the person adds to the facts, kept beside them as it was said (GDPR Art. 16). */
export async function addStatement(deps: PrivacyDeps, actor: PersonActor, words: string): Promise<string> {
  return recordCorrection(asProduct(deps), whomOf(actor), {
    what: 'statement',
    state: 'done',
    own_words: words.trim().normalize('NFC'),
  });
}

/** Takes back what waits. @throws Problem not-found */
export async function withdraw(deps: PrivacyDeps, actor: PersonActor, id: string): Promise<void> {
  const who = whomOf(actor);
  await transact(asProduct(deps), async (ctx) => {
    const key = { customer_id: who.customer, person_id: who.person, correction_id: id };
    const [row] = await read(ctx, 'rights', correction, ['request_id'], {
      where: { ...key, state: { in: ['code', 'review'] } },
      forUpdate: true,
    });
    if (row === undefined) throw new Problem('not-found');
    await update(
      ctx,
      correction,
      { state: 'withdrawn', code_hash: null, decided_at: isoTime(ctx.db.clock) },
      key,
    );
    if (row.request_id !== null)
      await answerRequest(
        ctx,
        { customer: who.customer, id: row.request_id },
        { outcome: 'refused', text: 'Du tog tillbaka den.' },
      );
  });
}

export async function waitingReviews(deps: PrivacyDeps): Promise<ReviewList> {
  const rows = await read(
    asProduct(deps),
    'rights',
    correction,
    ['customer_id', 'person_id', 'correction_id', 'what', 'asked_at'],
    { where: { state: 'review' }, order: [['asked_at', 'asc']], limit: 500 },
  );
  return {
    waiting: rows.map((row) => ({
      customer: row.customer_id,
      person: row.person_id,
      id: row.correction_id,
      what: row.what,
      askedAt: row.asked_at,
    })),
  };
}

interface ReviewRef {
  readonly customer: string;
  readonly person: string;
  readonly id: string;
}

/** What was held and what is wanted; read as the member of staff, with their case, so that the person sees who looked. */
export async function reviewOf(
  deps: PrivacyDeps,
  actor: StaffActor,
  { customer, person: who, id }: ReviewRef,
): Promise<ReviewView> {
  const [row] = await read(
    { db: deps.db, actor },
    'rights',
    correction,
    ['what', 'earlier_value', 'new_value', 'own_words', 'asked_at'],
    { where: { customer_id: customer, person_id: who, correction_id: id, state: 'review' } },
  );
  if (row === undefined) throw new Problem('not-found');
  return {
    what: row.what,
    earlier: row.earlier_value,
    wanted: row.new_value,
    words: row.own_words,
    askedAt: row.asked_at,
  };
}

/** Accepts or refuses, with a ground that the person is told; the chain says who did. @throws Problem not-found when it no longer waits. */
export async function decideReview(
  deps: PrivacyDeps,
  actor: StaffActor,
  { customer, person: who, id }: ReviewRef,
  { decision, ground }: { readonly decision: 'accept' | 'refuse'; readonly ground: string },
): Promise<void> {
  await transact(asProduct(deps), async (ctx) => {
    const key = { customer_id: customer, person_id: who, correction_id: id };
    const [row] = await read(
      ctx,
      'rights',
      correction,
      ['what', 'earlier_value', 'new_value', 'request_id'],
      {
        where: { ...key, state: 'review' },
        forUpdate: true,
      },
    );
    if (row?.new_value == null) throw new Problem('not-found');
    const accepted = decision === 'accept';
    if (accepted) {
      await changeIdentity(
        ctx,
        { customer, person: who },
        row.what === 'name' ? { name: row.new_value } : { personalNumber: row.new_value },
      );
      await tellChange(ctx, deps, { customer, person: who }, id, {
        what: row.what,
        earlier: row.earlier_value,
        value: row.new_value,
      });
    }
    await update(
      ctx,
      correction,
      {
        state: accepted ? 'done' : 'refused',
        ground: ground.trim().normalize('NFC'),
        decided_at: isoTime(ctx.db.clock),
        decided_by: actor.staff,
      },
      key,
    );
    await appendAudit(queryOf(ctx), ctx.db.clock.now, {
      event: 'rights-decision',
      purpose: 'rights',
      actor,
      subject: who,
      customer,
      detail: { right: 'correction', decision, what: row.what, correction: id },
    });
    if (row.request_id !== null)
      await answerRequest(
        ctx,
        { customer, id: row.request_id },
        { outcome: accepted ? 'granted' : 'refused', text: ground },
      );
  });
}
