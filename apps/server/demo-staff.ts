import { createHash } from 'node:crypto';
import { enrolForDemonstration, publishAgreement, type StaffRole } from '#modules/staff';
import { DEMO_PASSWORD } from './demo-people.ts';
import type { House } from './house.ts';

interface DemoColleague {
  /** What `telink demo code` is asked for. */
  readonly user: string;
  readonly name: string;
  readonly mail: string;
  readonly roles: readonly StaffRole[];
  readonly signed: boolean;
  readonly what: string;
}

/** Made-up colleagues on a reserved domain. One has not signed, so that both states can be seen. */
export const DEMO_STAFF: readonly DemoColleague[] = [
  {
    user: 'kim',
    name: 'Kim Berg',
    mail: 'kim@office.example',
    roles: ['billing', 'prices'],
    signed: true,
    what: 'billing and prices',
  },
  {
    user: 'mo',
    name: 'Mo Lind',
    mail: 'mo@office.example',
    roles: ['billing', 'support'],
    signed: true,
    what: 'billing and support',
  },
  {
    user: 'ari',
    name: 'Ari Ek',
    mail: 'ari@office.example',
    roles: ['admin', 'support'],
    signed: false,
    what: 'access and support; the agreement is still to be signed',
  },
  {
    user: 'eli',
    name: 'Eli Holm',
    mail: 'eli@office.example',
    roles: ['privacy'],
    signed: true,
    what: 'rights, erasures and incidents',
  },
];

const AGREEMENT = `Sekretessavtal

1. Det du får veta om kunder, deras trafik och deras kontakter i ditt arbete för du inte vidare, varken under anställningen eller efter den.

2. Du öppnar en kund bara när arbetet kräver det, och du anger varför. Kunden ser när, i vilken roll och av vilket skäl.

3. Du kopierar ingenting ut ur systemet utan att det är en del av ditt arbete.

4. Tystnadsplikten i lagen (2022:482) om elektronisk kommunikation, 9 kap. 31 §, gäller dig. Brott mot den kan leda till straff enligt brottsbalken 20 kap. 3 §.

5. Avtalet gäller i ett år från din underskrift. När en ny version publiceras skriver du under den innan du fortsätter.`;

/** The same for each start: base32 (RFC 4648) of a hash of the name. Real secrets are random. */
export function demoTotpSecret(user: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...createHash('sha256').update(`demonstration ${user}`).digest().subarray(0, 20)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join('');
}

/** Fills an office without staff; one with staff is left alone. */
export async function seedStaff(house: House): Promise<void> {
  const { rows } = await house.pool.query<{ some: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM staff.account) OR EXISTS (SELECT 1 FROM staff.nda) AS some',
  );
  if (rows[0]?.some === true) return;
  const ctx = house.ctx('demonstration');
  await publishAgreement(ctx, AGREEMENT);
  for (const { user, name, mail, roles, signed } of DEMO_STAFF)
    await enrolForDemonstration(ctx, {
      name,
      mail,
      roles,
      signed,
      password: DEMO_PASSWORD,
      totp: demoTotpSecret(user),
    });
}

/** Where to sign in, for the person at the terminal. */
export const demoStaffLines: readonly string[] = [
  '',
  'At the office, with a code from «npm run telink -- demo code USER»',
  ...DEMO_STAFF.map(
    ({ user, mail, what }) =>
      `  ${mail.padEnd(20)} ${DEMO_PASSWORD}   ${what}\n    ${' '.repeat(22)} code: demo code ${user}, or otpauth secret ${demoTotpSecret(user)}`,
  ),
];
