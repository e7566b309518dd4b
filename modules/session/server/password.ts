import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { Problem } from '#platform/problem';

/** argon2id, OWASP's first choice for it: 19 MiB, 2 passes, 1 lane; about 40 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const shaped = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(shaped(password), COST);

/** Compares in the same time whether or not there is a hash, so that the time does not say whether the user exists (promise customer.6). */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const right = await verify(stored ?? (await decoy()), shaped(password));
  return right && typeof stored === 'string';
}

let made: Promise<string> | undefined;
/** A hash of nothing anyone knows. */
export function decoy(): Promise<string> {
  made ??= hashPassword(randomBytes(24).toString('base64'));
  return made;
}

/**
 * Length is what counts (NIST SP 800-63B §3.1.1.2): 12 characters, no rules of composition; only the plainly guessable is refused. No
 * list of leaked passwords is asked: that would tell a third party (promise customer.6).
 * @throws Problem weak-password
 */
export function assertStrong(password: string, userId: string): void {
  const text = shaped(password);
  const lower = text.toLowerCase();
  const distinct = new Set(text).size;
  if ([...text].length < 12 || distinct < 5 || lower.includes(userId.toLowerCase()) || isRun(lower))
    throw new Problem('weak-password', ['password']);
}

/** 123456789012, abcdefghijkl and keyboard rows, also backwards and repeated. */
function isRun(text: string): boolean {
  const rows = [
    'abcdefghijklmnopqrstuvwxyzåäö',
    '01234567890123456789',
    'qwertyuiopåasdfghjklöäzxcvbnm',
    'passwordpassword',
    'lösenordlösenord',
  ];
  const backwards = rows.map((row) => [...row].toReversed().join(''));
  return [...rows, ...backwards].some(
    (row) => row.includes(text) || (text.length >= 12 && (row + row).includes(text)),
  );
}
