import { gunzipSync } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { concerns, type Line } from '../pure/communication.ts';

/** The file was not sealed to this key, or is no such file. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';
}

/**
 * Opens a piece that was handed over, where the private key is: never on the operator's server. `age -d -i KEY FILE | gunzip` does the same.
 * @param identity AGE-SECRET-KEY-1… @param number E.164 digits or a short code: only what it takes part in
 * @throws NotOpened
 */
export async function openPiece(bytes: Uint8Array, identity: string, number?: string): Promise<Line[]> {
  let text: string;
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    text = gunzipSync(await decrypter.decrypt(bytes)).toString('utf8');
  } catch (cause) {
    throw new NotOpened('The file was not sealed to this key, or has been changed.', { cause });
  }
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
  return number === undefined ? lines : lines.filter((line) => concerns(line, number));
}
