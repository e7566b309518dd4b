import { read } from '#platform/db';
import type { AccessList, OwnView } from '../contract.ts';
import { staffAccount, staffRecoveryCode, staffSession } from '../data-map.ts';
import { newestAgreement, signaturesOf } from './agreement.ts';
import type { Live } from './live.ts';
import type { Parts } from './parts.ts';

/** Who can enter the office: roles, second factor, agreement and sessions of each, by name. */
export async function accessList(parts: Parts): Promise<AccessList> {
  const newest = await newestAgreement(parts.own);
  const rows = await read(
    parts.own,
    'security',
    staffAccount,
    ['staff_id', 'name', 'mail', 'roles', 'state', 'totp_confirmed_at'],
    {
      order: [['created_at', 'asc']],
    },
  );
  const sessions = await read(parts.own, 'security', staffSession, ['staff_id', 'seen_at'], {
    order: [['seen_at', 'desc']],
  });
  const now = parts.db.clock.now();
  const staff = await Promise.all(
    rows.map(async (row) => {
      const [last] = await signaturesOf(parts.own, row.staff_id);
      const own = sessions.filter((one) => one.staff_id === row.staff_id);
      return {
        id: row.staff_id,
        name: row.name ?? '',
        mail: row.mail ?? '',
        roles: row.roles,
        active: row.state === 'active',
        secondFactor: row.totp_confirmed_at !== null,
        agreement: last
          ? {
              version: last.version,
              until: last.until,
              inForce:
                last.version === newest?.version && last.hash === newest.hash && Date.parse(last.until) > now,
            }
          : null,
        sessions: own.length,
        lastSeen: own[0]?.seen_at ?? null,
      };
    }),
  );
  return { newest: newest?.version ?? 0, staff };
}

/** How a member of staff signs in, and where they are signed in. */
export async function ownView(parts: Parts, { actor, account }: Live): Promise<OwnView> {
  const codes = await read(parts.own, 'security', staffRecoveryCode, ['code_hash'], {
    where: { staff_id: actor.staff },
  });
  const sessions = await read(
    parts.own,
    'security',
    staffSession,
    ['session_id', 'device', 'created_at', 'seen_at'],
    { where: { staff_id: actor.staff }, order: [['seen_at', 'desc']] },
  );
  return {
    mail: account.mail,
    recoveryCodesLeft: codes.length,
    sessions: sessions.map((row) => ({
      id: row.session_id,
      device: row.device,
      createdAt: row.created_at,
      seenAt: row.seen_at,
      current: row.session_id === actor.session,
    })),
  };
}
