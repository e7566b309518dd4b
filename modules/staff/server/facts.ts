import type { StaffFacts } from '#platform/access';
import { read, system, type Database } from '#platform/db';
import { staffAccount } from '../data-map.ts';
import { agreementInForce } from './agreement.ts';

const NOTHING: StaffFacts = { ndaInForce: false, secondFactor: false };

/**
 * What the gate asks before every read of personal data by staff: nothing is remembered from sign-in, so that a new version of the
 * agreement, a closed account or a lost second factor works at once (promises protection.1, protection.6). Whoever is unknown has
 * signed nothing.
 */
export async function staffFacts(db: Database, staff: string): Promise<StaffFacts> {
  const ctx = { db, actor: system('staff-facts') };
  const [row] = await read(ctx, 'security', staffAccount, ['state', 'totp_confirmed_at'], {
    where: { staff_id: staff },
  });
  if (row?.state !== 'active') return NOTHING;
  return {
    ndaInForce: (await agreementInForce(ctx, staff)) !== undefined,
    secondFactor: row.totp_confirmed_at !== null,
  };
}
