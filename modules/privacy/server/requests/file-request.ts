import { dayAt } from '#modules/customers';
import {
  type Channel,
  type Hat,
  type Outcome,
  type Proof,
  type RequestKind,
  dueDays,
} from '#contract/privacy';
import { isoTime } from '#platform/clock';
import { KeyDestroyed, randomId } from '#platform/crypto';
import { insert, transact, update, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { request } from '#data-map/privacy';
import { asProduct, lockRequest, step, type RequestRef } from './steps.ts';

export interface NewRequest {
  readonly customer: string;
  readonly person: string;
  readonly kind: RequestKind;
  /** In which hat (ruling R9): the answer of a subscriber is not that of a user. */
  readonly hat: Hat;
  readonly channel: Channel;
  readonly proof: Proof;
  /** In the person's own words; sealed. */
  readonly text?: string;
  /** ISO time; now unless it came earlier by another way. */
  readonly receivedAt?: string;
}

export interface Filed {
  readonly id: string;
  /** Days in the operator's zone. */
  readonly target: string;
  readonly latest: string;
}

/** Takes a request in: clock started, receipt made (GDPR Art. 12; promises access.3, contact.1). In the caller's transaction, if there is one. */
export async function fileRequest(ctx: Ctx, given: NewRequest): Promise<Filed> {
  const id = randomId();
  const receivedAt = given.receivedAt ?? isoTime(ctx.db.clock);
  const due = dueDays(dayAt(Date.parse(receivedAt), ctx.db.timeZone));
  await transact(ctx, async (inner) => {
    await insert(asProduct(inner), request, {
      customer_id: given.customer,
      person_id: given.person,
      request_id: id,
      kind: given.kind,
      hat: given.hat,
      channel: given.channel,
      proof: given.proof,
      received_at: receivedAt,
      ...due,
      extended_at: null,
      paused_at: null,
      paused_days: 0,
      state: 'open',
      text: given.text?.trim().normalize('NFC') ?? null,
      outcome: null,
      answer: null,
      answered_at: null,
      overdue_at: null,
    });
    const ref = { customer: given.customer, person: given.person, id };
    await step(inner, ref, 'filed', { tell: true, detail: { kind: given.kind, channel: given.channel } });
  });
  return { id, ...due };
}

/**
 * Answers it: what was done, in words for the person, and what was refused with its ground. Said again with the same outcome it is as said
 * the first time, so that a job may run twice. The words are not kept for one whose key is destroyed.
 * @throws Problem not-found, conflict (answered otherwise, or withdrawn)
 */
export async function answerRequest(
  ctx: Ctx,
  ref: { readonly customer: string; readonly id: string },
  answer: { readonly outcome: Outcome; readonly text: string },
): Promise<void> {
  await transact(ctx, async (inner) => {
    const row = await lockRequest(inner, ref);
    if (row.state === 'answered' && row.outcome === answer.outcome) return;
    if (row.answered_at !== null) throw new Problem('conflict');
    const whole: RequestRef = { ...ref, person: row.person_id };
    const where = { customer_id: ref.customer, person_id: row.person_id, request_id: ref.id };
    const set = {
      state: 'answered',
      paused_at: null,
      outcome: answer.outcome,
      answered_at: isoTime(ctx.db.clock),
    } as const;
    const text = answer.text.trim().normalize('NFC');
    await update(asProduct(inner), request, { ...set, answer: text }, where).catch(async (error: unknown) => {
      if (!(error instanceof KeyDestroyed)) throw error;
      return update(asProduct(inner), request, set, where);
    });
    await step(inner, whole, 'answered', { tell: true, detail: { outcome: answer.outcome } });
  });
}
