import type { PasskeyAsk, PasskeyOffer } from '../contract.ts';
import { ask, CallFailed } from './call.ts';

/** Whether this browser makes and uses passkeys by WebAuthn Level 3's JSON forms. */
export const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential;

/** @throws CallFailed: `cancelled` when the person or the browser gave up */
export async function signInByPasskey(): Promise<void> {
  const options = await ask<PasskeyAsk>('POST', '/api/session/passkey/options');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) throw new CallFailed('cancelled');
  const { id, rawId, type, response } = credential.toJSON() as AuthenticationResponseJSON;
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  await ask('POST', '/api/session/passkey/sign-in', {
    id,
    rawId,
    type,
    response: { clientDataJSON, authenticatorData, signature, userHandle: userHandle ?? '' },
  });
}

/** @throws CallFailed: `cancelled`, or `conflict` when this device has one already */
export async function makePasskey(label: string): Promise<void> {
  const offer = await ask<PasskeyOffer>('POST', '/api/session/passkeys/options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(offer);
  const credential = await navigator.credentials.create({ publicKey }).catch((error: unknown) => {
    throw new CallFailed(
      error instanceof DOMException && error.name === 'InvalidStateError' ? 'conflict' : 'cancelled',
    );
  });
  if (!(credential instanceof PublicKeyCredential)) throw new CallFailed('cancelled');
  const { id, rawId, type, response } = credential.toJSON() as RegistrationResponseJSON;
  const { clientDataJSON, attestationObject, transports } = response;
  await ask('POST', '/api/session/passkeys', {
    label,
    answer: { id, rawId, type, response: { clientDataJSON, attestationObject, transports } },
  });
}
