import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { changeContact, contactFactsOf, contactValue, personById } from '#modules/customers';
import { correction } from '#data-map/privacy';
import { isoTime } from '#platform/clock';
import { read, transact, update } from '#platform/db';
import { Problem } from '#platform/problem';
import type { PersonActor, PrivacyDeps } from '../deps.ts';
import { asProduct, whomOf } from './change-own.ts';
import { CODE_LETTER } from './letters.ts';
import { recordCorrection, tellChange } from './record-correction.ts';

const CODE_LIFE = 15 * 60_000;
const MOST_TRIES = 5;

/**
 * A changed address of mail waits for a code that is sent there and nowhere else: until it is given back, nothing is changed and nothing
 * else is sent there (promise rectification.1). An earlier code stops holding.
 */
export async function askMail(deps: PrivacyDeps, actor: PersonActor, text: string): Promise<string> {
  const who = whomOf(actor);
  const value = contactValue('email', text);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const own = asProduct(deps);
  const self = await personById(own, who);
  if (self === undefined) throw new Problem('not-found');
  const id = await transact(own, async (ctx) => {
    const mail = (await contactFactsOf(ctx, who)).findLast(({ kind, to }) => kind === 'email' && to === null);
    await update(
      ctx,
      correction,
      { state: 'withdrawn', code_hash: null },
      { customer_id: who.customer, person_id: who.person, what: 'email', state: 'code' },
    );
    return recordCorrection(ctx, who, {
      what: 'email',
      state: 'code',
      earlier_value: self.email ?? mail?.value ?? null,
      new_value: value,
      code_hash: await hashOf(deps, who.person, code),
      code_until: new Date(deps.db.clock.now() + CODE_LIFE).toISOString(),
    });
  });
  await deps.post.send({ to: value, ...CODE_LETTER[self.language](self.name, code) });
  return id;
}

/** @throws Problem wrong-code, also when it has expired or was tried too often; not-found. */
export async function confirmMail(
  deps: PrivacyDeps,
  actor: PersonActor,
  id: string,
  code: string,
): Promise<void> {
  const who = whomOf(actor);
  const key = { customer_id: who.customer, person_id: who.person, correction_id: id };
  // The try counts although the code is wrong, so it is answered after the transaction.
  const right = await transact(asProduct(deps), async (ctx) => {
    const [row] = await read(
      ctx,
      'rights',
      correction,
      ['earlier_value', 'new_value', 'code_hash', 'code_until', 'code_tries'],
      { where: { ...key, what: 'email', state: 'code' }, forUpdate: true },
    );
    if (row?.new_value == null || row.code_hash === null) throw new Problem('not-found');
    const late = Date.parse(row.code_until ?? '') <= deps.db.clock.now();
    if (late || row.code_tries >= MOST_TRIES) return false;
    const given = Buffer.from(await hashOf(deps, who.person, code));
    if (!timingSafeEqual(given, Buffer.from(row.code_hash))) {
      await update(ctx, correction, { code_tries: row.code_tries + 1 }, key);
      return false;
    }
    await changeContact(ctx, who, {
      source: 'person',
      zone: deps.config.timeZone,
      kind: 'email',
      value: row.new_value,
      verified: true,
    });
    await update(ctx, correction, { state: 'done', decided_at: isoTime(ctx.db.clock), code_hash: null }, key);
    await tellChange(ctx, deps, who, id, { what: 'email', earlier: row.earlier_value, value: row.new_value });
    return true;
  });
  if (!right) throw new Problem('wrong-code');
}

const hashOf = async (deps: PrivacyDeps, person: string, code: string): Promise<string> =>
  createHmac('sha256', await deps.keys.key('privacy-code'))
    .update(`${person}\0${code}`)
    .digest('base64url');
