import type { FastifyReply, FastifyRequest } from 'fastify';
import { insert, read, remove, update, type Ctx } from '#platform/db';
import { step, type StepRow } from '../data-map.ts';
import { at, type Parts, type Ref } from './parts.ts';
import { expireCookie, giveCookie, hashToken, newToken, readCookie, STEP_COOKIE } from './token.ts';

const LIFE = 10 * 60_000;
const TRIES = 5;

export interface Step {
  readonly ref: Ref | undefined;
  readonly challenge: string;
  readonly tries: number;
}

/** Remembers what the next answer must fit, in a row that only this browser can name. */
export async function beginStep(
  parts: Parts,
  reply: FastifyReply,
  kind: StepRow['kind'],
  given: { ref?: Ref; challenge?: string },
): Promise<void> {
  const token = newToken();
  await insert(parts.own, step, {
    token_hash: hashToken(token),
    kind,
    customer_id: given.ref?.customer ?? null,
    person_id: given.ref?.person ?? null,
    challenge: given.challenge ?? null,
    tries: 0,
    expires_at: at(parts.db.clock.now() + LIFE),
  });
  giveCookie(reply, STEP_COOKIE, token);
}

/** The step under way in this browser. Every look is a try; after five it is gone. */
export async function tryStep(
  parts: Parts,
  ctx: Ctx,
  request: FastifyRequest,
  kind: StepRow['kind'],
): Promise<Step | undefined> {
  const token = readCookie(request, STEP_COOKIE);
  if (token === undefined) return undefined;
  const key = { token_hash: hashToken(token) };
  const [row] = await read(
    ctx,
    'security',
    step,
    ['kind', 'customer_id', 'person_id', 'challenge', 'tries', 'expires_at'],
    { where: key, forUpdate: true },
  );
  if (!row || row.kind !== kind) return undefined;
  if (Date.parse(row.expires_at) <= parts.db.clock.now() || row.tries >= TRIES) {
    await remove(ctx, step, key);
    return undefined;
  }
  await update(ctx, step, { tries: row.tries + 1 }, key);
  const ref =
    row.customer_id === null || row.person_id === null
      ? undefined
      : { customer: row.customer_id, person: row.person_id };
  return { ref, challenge: row.challenge ?? '', tries: row.tries + 1 };
}

export async function endStep(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = readCookie(request, STEP_COOKIE);
  if (token !== undefined) await remove(ctx, step, { token_hash: hashToken(token) });
  expireCookie(reply, STEP_COOKIE);
}

/** Steps of one person die with what they were begun under: a new password, a closed account. */
export async function dropSteps(ctx: Ctx, ref: Ref): Promise<void> {
  await remove(ctx, step, { customer_id: ref.customer, person_id: ref.person });
}

export async function sweepSteps(ctx: Ctx): Promise<void> {
  await remove(ctx, step, { expires_at: { below: at(ctx.db.clock.now()) } });
}
