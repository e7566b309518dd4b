import { generate, generateSecret, verify } from 'otplib';
import { randomInt } from 'node:crypto';

const PERIOD = 30;
const CODES = 10;
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

/** A fresh TOTP secret, base32. */
export const newTotpSecret = (): string => generateSecret();

/** What an authenticator app reads from the square code. Built here: a library's label would show an internal address. */
export function otpauthUri(issuerName: string, label: string, secret: string): string {
  const issuer = encodeURIComponent(issuerName);
  return `otpauth://totp/${issuer}:${encodeURIComponent(label)}?secret=${secret}&issuer=${issuer}&algorithm=SHA1&digits=6&period=${PERIOD}`;
}

/**
 * The time step that a code fits (RFC 6238; one step to either side, for clocks that differ), later than the last one used.
 * @returns undefined when the code is wrong or used up. `now` in milliseconds.
 */
export async function timeStepOf(
  secret: string,
  code: string,
  lastStep: number,
  now: number,
): Promise<number | undefined> {
  const epoch = Math.floor(now / 1000);
  // The library throws when the last step lies beyond what it could accept now, as when the product's clock was set back.
  const after = Math.min(lastStep, Math.floor(epoch / PERIOD) + 1);
  const result = await verify({
    secret,
    token: code.replaceAll(' ', ''),
    epoch,
    epochTolerance: PERIOD,
    ...(after > 0 ? { afterTimeStep: after } : {}),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}

/** The code an authenticator app shows at a time, in milliseconds: for the demonstration, whose secrets are known. */
export const codeAt = (secret: string, now: number): Promise<string> =>
  generate({ secret, epoch: Math.floor(now / 1000) });

/** Ten codes for when the phone is lost: ten of 31 letters each, about 50 bits, written as two groups. */
export const newRecoveryCodes = (): string[] => Array.from({ length: CODES }, newCode);

/** One form of a recovery code, however it was typed. */
export const readRecoveryCode = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '');

function newCode(): string {
  const letters = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
