import { randomInt, timingSafeEqual } from 'node:crypto';
import { dayAt, findPersonsByEmail, readEmail } from '#modules/customers';
import { takeAttempt } from '#modules/session';
import { type RequestKind, dueDays } from '#contract/privacy';
import { isoTime } from '#platform/clock';
import type { Controller } from '#platform/config';
import { randomId, type KeyStore } from '#platform/crypto';
import { insert, read, remove, system, transact, update, type Ctx, type Database } from '#platform/db';
import { unknownRequest, type UnknownRequestRow } from '#data-map/privacy';
import { fileRequest, type Filed } from './file-request.ts';
import { signStatement } from './sign.ts';

export interface AskDeps {
  readonly db: Database;
  readonly keys: KeyStore;
  readonly controller: Controller;
}

const CODE_LIFE = 3_600_000;
const TRIES = 5;
/** One address may be known at several customers. */
export const MOST_PERSONS = 5;

const own = (deps: AskDeps): Ctx => ({ db: deps.db, actor: system('privacy-requests') });

/**
 * Takes in what somebody without an account asks. Nobody is looked for here: the same row, the same letter and the same answer whoever
 * the address belongs to, so that neither words nor time say whether anybody is known (promise access.1).
 * @returns the request's name; undefined when that is no e-mail address. @throws Problem too-many
 */
export async function askInPublic(
  deps: AskDeps,
  given: {
    readonly mail: string;
    readonly kind: RequestKind;
    readonly text: string;
    readonly language: 'sv' | 'en';
    readonly address: string;
  },
): Promise<string | undefined> {
  const mail = readEmail(given.mail);
  if (mail === undefined) return undefined;
  await takeAttempt({ db: deps.db, own: own(deps) }, [
    ['reset', `request ${mail}`],
    ['address', given.address],
  ]);
  const now = deps.db.clock.now();
  const id = randomId();
  await insert(own(deps), unknownRequest, {
    ...rowOf(deps, { ...given, id, mail, receivedAt: isoTime(deps.db.clock) }),
    channel: 'form',
    code: String(randomInt(100_000_000)).padStart(8, '0'),
    code_until: new Date(now + CODE_LIFE).toISOString(),
  });
  return id;
}

export function rowOf(
  deps: AskDeps,
  given: {
    readonly id: string;
    readonly mail: string;
    readonly kind: RequestKind;
    readonly text: string;
    readonly language: 'sv' | 'en';
    readonly receivedAt: string;
  },
): UnknownRequestRow {
  return {
    request_id: given.id,
    mail: given.mail,
    kind: given.kind,
    hat: 'person',
    channel: 'mail',
    language: given.language,
    text: given.text.trim().normalize('NFC'),
    received_at: given.receivedAt,
    ...dueDays(dayAt(Date.parse(given.receivedAt), deps.db.timeZone)),
    code: null,
    code_until: null,
    code_sent_at: null,
    tries: 0,
    answer: null,
    answered_at: null,
  };
}

export type Proven =
  | { readonly ok: true; readonly known: true; readonly filed: readonly Filed[] }
  /** `no`: what we sign, as JSON text. */
  | { readonly ok: true; readonly known: false; readonly no: string }
  | { readonly ok: false; readonly reason: 'wrong-code' | 'dead' };

/** The code shows that the address is theirs; only now is it looked for who they are (promises access.1, access.16). */
export async function proveCode(deps: AskDeps, id: string, code: string): Promise<Proven> {
  const ctx = own(deps);
  const proven = await transact(ctx, async (inner): Promise<Proven> => {
    const columns = ['mail', 'kind', 'text', 'received_at', 'code', 'code_until', 'tries'] as const;
    const where = { request_id: id };
    const [row] = await read(inner, 'rights', unknownRequest, columns, { where, forUpdate: true });
    if (row === undefined || row.mail === null || row.code === null || row.code_until === null)
      return { ok: false, reason: 'dead' };
    if (row.tries >= TRIES || Date.parse(row.code_until) <= deps.db.clock.now())
      return { ok: false, reason: 'dead' };
    if (!same(row.code, code.replaceAll(/\D/g, ''))) {
      await update(inner, unknownRequest, { tries: row.tries + 1 }, where);
      return { ok: false, reason: 'wrong-code' };
    }
    const persons = (await findPersonsByEmail(inner, row.mail)).slice(0, MOST_PERSONS);
    if (persons.length === 0) {
      const no = await signedNo(deps, { id, mail: row.mail, receivedAt: row.received_at });
      await update(
        inner,
        unknownRequest,
        // `code_sent_at` anew: the answer goes to the same address.
        { code: null, answer: no, answered_at: isoTime(deps.db.clock), code_sent_at: null },
        where,
      );
      return { ok: true, known: false, no };
    }
    const filed: Filed[] = [];
    for (const person of persons)
      filed.push(
        await fileRequest(inner, {
          ...person,
          kind: row.kind,
          hat: 'person',
          channel: 'form',
          proof: 'code',
          text: row.text ?? '',
          receivedAt: row.received_at,
        }),
      );
    await remove(inner, unknownRequest, where);
    return { ok: true, known: true, filed };
  });
  if (proven.ok && proven.known) await deps.db.sealer.shred(id);
  return proven;
}

const same = (right: string, given: string): boolean =>
  given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));

/** «No», so that the one who asked can show that we said it. It says where we looked, and claims nothing beyond that. */
export async function signedNo(
  deps: AskDeps,
  about: { readonly id: string; readonly mail: string; readonly receivedAt: string },
): Promise<string> {
  const { name, number } = deps.controller;
  return JSON.stringify(
    await signStatement(deps.keys, {
      type: 'telink/no-personal-data/1',
      controller: { name, number },
      request: about.id,
      receivedAt: about.receivedAt,
      answeredAt: isoTime(deps.db.clock),
      searched: { 'e-mail address': about.mail },
      answer: 'no',
    }),
  );
}
