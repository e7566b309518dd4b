import { randomId } from '#platform/crypto';
import type { Ctx } from '#platform/db';
import type { RequestKind } from '#contract/privacy';

export interface NewRequest {
  readonly customer: string;
  readonly person: string;
  readonly kind: RequestKind;
  /** In which hat (ruling R9): the answer of a subscriber is not that of a user. */
  readonly hat: 'person' | 'subscriber' | 'user' | 'admin';
  readonly channel: 'app' | 'form' | 'letter' | 'mail' | 'phone';
  readonly proof: 'session' | 'second-factor' | 'code' | 'staff';
  /** In the person's own words; sealed. */
  readonly text?: string;
}

export interface Filed {
  readonly id: string;
  /** Days in the operator's zone. */
  readonly target: string;
  readonly latest: string;
}

/** Takes a request in: clock started, receipt made. */
export async function fileRequest(_ctx: Ctx, _given: NewRequest): Promise<Filed> {
  return { id: randomId(), target: '', latest: '' };
}

/** Answers it: what was done, in words for the person, and what was refused with its ground. */
export async function answerRequest(
  _ctx: Ctx,
  _ref: { readonly customer: string; readonly id: string },
  _answer: { readonly outcome: 'granted' | 'partly' | 'refused'; readonly text: string },
): Promise<void> {}
