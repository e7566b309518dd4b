import type { FastifyReply, FastifyRequest } from 'fastify';
import { personById } from '#modules/customers';
import { randomId } from '#platform/crypto';
import { insert, read, remove, transact, update } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Next, PasskeyAnswer, PasskeyAsk, PasskeyNew, PasskeyOffer } from '../contract.ts';
import { passkey } from '../data-map.ts';
import { accountOf, note } from './account.ts';
import { forgiveAttempt, takeAttempt, type Key } from './attempts.ts';
import { begin } from './live.ts';
import { sendNotice } from './notice.ts';
import { as, at, whose, type Parts, type PersonActor } from './parts.ts';
import { beginStep, endStep, tryStep } from './step.ts';
import { giveCookie, SESSION_COOKIE } from './token.ts';

const TIMEOUT = 5 * 60_000;
/** EdDSA, ES256, RS256. */
const ALGORITHMS = [-8, -7, -257];

/** Two hundred modules, read when the first passkey is shown: neither a start nor a command waits for them. */
const webauthn = async () => import('@simplewebauthn/server');

/** The address the browser signs for. Every write has passed the check that it comes from the app's own (platform/http), on whichever port it listens. */
const originOf = (parts: Parts, request: FastifyRequest): string =>
  request.headers.origin ?? parts.config.origins.app;
const rpId = (parts: Parts): string => new URL(parts.config.origins.app).hostname;

/** A passkey is both factors at once: the device, and the finger, face or code that opens it (user verification is required). */
export async function askPasskey(parts: Parts, reply: FastifyReply): Promise<PasskeyAsk> {
  const options = await (
    await webauthn()
  ).generateAuthenticationOptions({
    rpID: rpId(parts),
    userVerification: 'required',
    timeout: TIMEOUT,
  });
  await beginStep(parts, reply, 'passkey-sign-in', { challenge: options.challenge });
  return { challenge: options.challenge, rpId: rpId(parts), timeout: TIMEOUT, userVerification: 'required' };
}

/** @throws Problem wrong-credentials, whatever was wrong; too-many */
export async function signInByPasskey(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: PasskeyAnswer,
): Promise<Next> {
  const keys: Key[] = [['address', request.ip]];
  await takeAttempt(parts, keys);
  const step = await transact(parts.own, (ctx) => tryStep(parts, ctx, request, 'passkey-sign-in'));
  const ref = step && (await checkPasskey(parts, originOf(parts, request), step.challenge, answer));
  if (!ref) {
    await transact(parts.own, (ctx) =>
      note(ctx, 'refused', undefined, { step: 'passkey' }, { kind: 'visitor' }),
    );
    throw new Problem('wrong-credentials');
  }
  await forgiveAttempt(parts, keys);
  await endStep(parts.own, request, reply);
  giveCookie(reply, SESSION_COOKIE, await begin(parts, ref, 'passkey', request));
  return { next: 'done' };
}

async function checkPasskey(
  parts: Parts,
  origin: string,
  challenge: string,
  answer: PasskeyAnswer,
): Promise<{ customer: string; person: string } | undefined> {
  return transact(parts.own, async (ctx) => {
    const [row] = await read(
      ctx,
      'security',
      passkey,
      ['customer_id', 'person_id', 'passkey_id', 'public_key', 'counter'],
      { where: { credential: answer.id }, forUpdate: true },
    );
    if (!row) return undefined;
    const ref = { customer: row.customer_id, person: row.person_id };
    const found = await accountOf(ctx, ref);
    if (!found?.active || found.passkeyUser !== handleOf(answer.response.userHandle)) return undefined;
    const result = await (
      await webauthn()
    )
      .verifyAuthenticationResponse({
        response: { ...answer, clientExtensionResults: {} },
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: rpId(parts),
        requireUserVerification: true,
        credential: {
          id: answer.id,
          publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
          counter: Number(row.counter),
        },
        // The library throws on what does not fit: a counter that went back, another origin, another challenge.
      })
      .catch(() => undefined);
    if (!result?.verified) return undefined;
    await update(
      ctx,
      passkey,
      { counter: BigInt(result.authenticationInfo.newCounter), used_at: at(parts.db.clock.now()) },
      { ...whose(ref), passkey_id: row.passkey_id },
    );
    return ref;
  });
}

const handleOf = (userHandle: string): string => Buffer.from(userHandle, 'base64url').toString('utf8');

/** What a browser needs to make a passkey here. */
export async function offerPasskey(
  parts: Parts,
  reply: FastifyReply,
  actor: PersonActor,
): Promise<PasskeyOffer> {
  const ctx = as(parts, actor);
  const [found, who] = [await accountOf(ctx, actor), await personById(ctx, actor)];
  if (!found) throw new Problem('not-signed-in');
  const had = await read(ctx, 'security', passkey, ['credential'], { where: whose(actor) });
  const options = await (
    await webauthn()
  ).generateRegistrationOptions({
    rpName: `Telink ${parts.config.controller.name}`,
    rpID: rpId(parts),
    userID: new Uint8Array(Buffer.from(found.passkeyUser)),
    userName: found.userId,
    userDisplayName: who?.name ?? found.userId,
    supportedAlgorithmIDs: ALGORITHMS,
    timeout: TIMEOUT,
  });
  await beginStep(parts, reply, 'passkey-new', { ref: actor, challenge: options.challenge });
  return {
    challenge: options.challenge,
    rp: { id: rpId(parts), name: options.rp.name },
    user: options.user,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
    timeout: TIMEOUT,
    attestation: 'none',
    excludeCredentials: had.map(({ credential }) => ({ id: credential, type: 'public-key' })),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
  };
}

/** @throws Problem bad-request when it does not fit what was offered, conflict when it is known already */
export async function addPasskey(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: PersonActor,
  given: PasskeyNew,
): Promise<void> {
  const step = await transact(parts.own, (ctx) => tryStep(parts, ctx, request, 'passkey-new'));
  if (step?.ref?.person !== actor.person || step.ref.customer !== actor.customer)
    throw new Problem('bad-request', ['answer']);
  const result = await (
    await webauthn()
  )
    .verifyRegistrationResponse({
      response: { ...given.answer, clientExtensionResults: {} },
      expectedChallenge: step.challenge,
      expectedOrigin: originOf(parts, request),
      expectedRPID: rpId(parts),
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    .catch(() => undefined);
  if (!result?.verified) throw new Problem('bad-request', ['answer']);
  const { credential } = result.registrationInfo;
  await transact(as(parts, actor), async (ctx) => {
    const known = await read(parts.own, 'security', passkey, ['passkey_id'], {
      where: { credential: credential.id },
    });
    if (known.length > 0) throw new Problem('conflict');
    await insert(ctx, passkey, {
      ...whose(actor),
      passkey_id: randomId(),
      credential: credential.id,
      public_key: Buffer.from(credential.publicKey).toString('base64url'),
      counter: BigInt(credential.counter),
      transports: given.answer.response.transports ?? [],
      label: given.label.trim(),
      created_at: at(parts.db.clock.now()),
      used_at: null,
    });
    await note(ctx, 'factor-changed', actor, { factor: 'passkey', change: 'added' });
    await sendNotice(parts, ctx, actor, 'passkey-added');
  });
  await endStep(parts.own, request, reply);
}

/** @throws Problem not-found, also for a stranger's */
export async function renamePasskey(
  parts: Parts,
  actor: PersonActor,
  id: string,
  label: string,
): Promise<void> {
  if (
    (await update(
      as(parts, actor),
      passkey,
      { label: label.trim() },
      { ...whose(actor), passkey_id: id },
    )) === 0
  )
    throw new Problem('not-found');
}

/** @throws Problem not-found, also for a stranger's */
export async function removePasskey(parts: Parts, actor: PersonActor, id: string): Promise<void> {
  await transact(as(parts, actor), async (ctx) => {
    if ((await remove(ctx, passkey, { ...whose(actor), passkey_id: id })) === 0)
      throw new Problem('not-found');
    await note(ctx, 'factor-changed', actor, { factor: 'passkey', change: 'removed' });
    await sendNotice(parts, ctx, actor, 'passkey-removed');
  });
}
