import { dayAt, registerCustomer, registerPerson } from '#modules/customers';
import { addMonths, createService, type NewService } from '#modules/services';
import type { Composed } from './compose.ts';
import { seedPrices } from './demo-prices.ts';
import type { House } from './house.ts';

export const DEMO_PASSWORD = 'snow-granite-birch';

/** Made-up people on reserved domains; the personal number is one of Skatteverket's published test numbers. */
export const DEMO_PEOPLE: readonly { readonly userId: string; readonly what: string }[] = [
  { userId: 'elin', what: 'Elin Ljungqvist, architect: mail at elin@example.se' },
  { userId: 'nils', what: 'Nils Öberg, private customer: nothing connected yet' },
];

/** Fills an empty database; a database with customers in it is left alone. */
export async function seedPeople(house: House, composed: Composed): Promise<void> {
  await seedPrices(house);
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
    address: { kind: 'invoice', street: 'Ekstigen 7', postalCode: '352 46', city: 'Växjö' },
    source,
  });
  await seedServices(house, { firm, elin, home, nils });
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

/** Numbers of the series that PTS keeps for films and books. Starts lie some months back, so that there is traffic to make. */
async function seedServices(
  house: House,
  { firm, elin, home, nils }: Readonly<Record<'firm' | 'elin' | 'home' | 'nils', string>>,
): Promise<void> {
  const zone = house.config.timeZone;
  const today = dayAt(house.config.clock.now(), zone);
  const startsOn = addMonths(`${today.slice(0, 8)}01`, -5);
  const base = { startsOn, activatedOn: startsOn, source: 'demonstration', zone } as const;
  const services: readonly NewService[] = [
    {
      ...base,
      customer: firm,
      kind: 'mobile',
      plan: 'mobil-ftg',
      person: elin,
      label: 'Elins mobil',
      pool: 'kontoret',
      bindingUntil: addMonths(startsOn, 24),
      numbers: [{ number: '46701740605' }],
      limits: { spendCapOre: 150_000n },
    },
    {
      ...base,
      customer: firm,
      kind: 'mobile',
      plan: 'mobil-ftg',
      label: 'Byggplatsen',
      pool: 'kontoret',
      numbers: [{ number: '46701740612' }],
      limits: { barPremium: true },
    },
    {
      ...base,
      customer: firm,
      kind: 'sip-trunk',
      plan: 'sip',
      label: 'Växeln',
      numbers: [{ number: '46980319200' }, { number: '46980319201' }],
    },
    {
      ...base,
      customer: firm,
      kind: 'data',
      plan: 'mobil-ftg',
      label: 'Surfplattan',
      pool: 'kontoret',
      numbers: [{ number: '46701740613' }],
    },
    {
      ...base,
      customer: home,
      kind: 'mobile',
      plan: 'mobil-bas',
      person: nils,
      label: 'Min mobil',
      bindingUntil: addMonths(startsOn, 12),
      numbers: [{ number: '46701740611' }],
      limits: { spendCapOre: 50_000n },
    },
    {
      ...base,
      customer: home,
      kind: 'data',
      plan: 'bredband',
      person: nils,
      label: 'Hemma',
    },
  ];
  for (const service of services) {
    const made = await createService(house.ctx('demonstration'), service);
    if (!made.ok) throw new Error(`A service of the demonstration was refused: ${made.reason}.`);
  }
}
