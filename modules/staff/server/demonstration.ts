import { hashPassword } from '#modules/session';
import { isoTime } from '#platform/clock';
import { transact, update, type Ctx } from '#platform/db';
import { staffAccount } from '../data-map.ts';
import { addStaff, type NewStaff } from './account.ts';
import { newestAgreement, signAgreement } from './agreement.ts';
import { renewRecoveryCodes } from './enrol.ts';

/** A made-up colleague who has been through the link already: password and secret are the demonstration's, printed where it starts. */
export async function enrolForDemonstration(
  ctx: Ctx,
  given: NewStaff & { readonly password: string; readonly totp: string; readonly signed: boolean },
): Promise<string> {
  const password = await hashPassword(given.password);
  return transact(ctx, async (inner) => {
    const { id } = await addStaff(inner, given);
    await update(
      inner,
      staffAccount,
      {
        password,
        totp: given.totp,
        totp_confirmed_at: isoTime(inner.db.clock),
        enrol_hash: null,
        enrol_until: null,
      },
      { staff_id: id },
    );
    // Nobody knows them; the account is whole all the same.
    await renewRecoveryCodes(inner, inner, id);
    const newest = await newestAgreement(inner);
    if (given.signed && newest)
      await signAgreement(
        inner,
        { id, name: given.name },
        { version: newest.version, hash: newest.hash, name: given.name },
      );
    return id;
  });
}
