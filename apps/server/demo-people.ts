import { registerCustomer, registerPerson } from '#modules/customers';
import type { Composed } from './compose.ts';
import type { House } from './house.ts';

export const DEMO_PASSWORD = 'snow-granite-birch';

/** Made-up people on reserved domains; the personal number is one of Skatteverket's published test numbers. */
export const DEMO_PEOPLE: readonly { readonly userId: string; readonly what: string }[] = [
  { userId: 'elin', what: 'Elin Ljungqvist, architect: mail at elin@example.se' },
  { userId: 'nils', what: 'Nils Öberg, private customer: nothing connected yet' },
];

/** Fills an empty database; a database with customers in it is left alone. */
export async function seedPeople(house: House, composed: Composed): Promise<void> {
  const { rows } = await house.pool.query<{ some: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM customers.customer) AS some',
  );
  if (rows[0]?.some === true) return;
  const ctx = house.ctx('demonstration');
  const source = 'demonstration';
  const firm = await registerCustomer(ctx, { kind: 'organisation', name: 'Björkviken Arkitekter', source });
  const elin = await registerPerson(ctx, {
    customer: firm,
    name: 'Elin Ljungqvist',
    email: 'elin@example.se',
    phone: '070-174 06 05',
    roles: ['subscriber', 'user', 'admin'],
    address: { kind: 'invoice', street: 'Bryggvägen 4', postalCode: '352 46', city: 'Växjö' },
    source,
  });
  const home = await registerCustomer(ctx, {
    kind: 'person',
    name: 'Nils Öberg',
    number: '189001019802',
    source,
  });
  const nils = await registerPerson(ctx, {
    customer: home,
    name: 'Nils Öberg',
    email: 'nils@example.org',
    phone: '070-174 06 11',
    personalNumber: '189001019802',
    roles: ['subscriber', 'user'],
    source,
  });
  await composed.session.createAccount(ctx, {
    customer: firm,
    person: elin,
    userId: 'elin',
    password: DEMO_PASSWORD,
  });
  await composed.session.createAccount(ctx, {
    customer: home,
    person: nils,
    userId: 'nils',
    password: DEMO_PASSWORD,
  });
}
