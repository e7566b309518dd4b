import { contractsEnded } from '#modules/customers';
import { ownWill } from '#modules/privacy';
import { createGate, loadPolicyFiles } from '#platform/access';
import { person } from '#data-map/customers';
import { read, type Ctx, type Gate } from '#platform/db';
import { median } from './figures.ts';
import { timed, type Add } from './measured.ts';
import type { Operator } from './operator.ts';

const LOOKS = 400;
const AT_ONCE = 100;

/** One customer's people as a colleague reads them: with the chain, without it, and as the product reads them itself; by turns. */
export async function measureChain({ house, config, log }: Operator, add: Add): Promise<void> {
  const gate = createGate({
    decide: loadPolicyFiles(new URL('../policy/', import.meta.url)),
    contractsEnded: contractsEnded(config),
    ownWill,
    // What is known of the colleague costs the same with and without.
    facts: { staff: async () => ({ ndaInForce: true, secondFactor: true }) },
    now: config.clock.now,
    log,
  });
  const { rows } = await house.pool.query<{ customer: string }>(
    'SELECT customer_id AS customer FROM customers.person ORDER BY md5(customer_id) LIMIT $1',
    [LOOKS],
  );
  const customers = rows.map(({ customer }) => customer);
  const colleague = (given: Gate, customer: string): Ctx => ({
    db: { ...house.db, gate: given },
    actor: {
      kind: 'staff',
      staff: 'bench',
      session: 'bench',
      roles: ['support'],
      case: { id: 'bench', reason: 'customer-asks', customer },
    },
  });
  const open = (ctx: Ctx, customer: string): Promise<readonly unknown[]> =>
    read(ctx, 'deliver_contract', person, ['person_id', 'name', 'email'], {
      where: { customer_id: customer },
    });
  const unwritten: Gate = { ...gate, after: async () => undefined };
  const times = { chain: [] as number[], without: [] as number[], own: [] as number[] };
  for (const customer of customers) {
    times.without.push((await timed(() => open(colleague(unwritten, customer), customer))).ms);
    times.chain.push((await timed(() => open(colleague(gate, customer), customer))).ms);
    times.own.push(
      (await timed(() => open({ db: { ...house.db, gate }, actor: house.ctx('bench').actor }, customer))).ms,
    );
  }
  const written = await house.pool.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM audit.entry WHERE actor = 'bench' AND event = 'read'",
  );
  if (written.rows[0]?.n !== customers.length)
    throw new Error(`The chain has ${written.rows[0]?.n} of ${customers.length} looks.`);
  const [chain, without] = [median(times.chain), median(times.without)];
  add('a look of a colleague, in the chain', chain, 'ms', {
    against: 'the same without the chain',
    ratio: chain / without,
  });
  add('the same without the chain', without, 'ms');
  add('the product’s own read', median(times.own), 'ms');
  const some = customers.slice(0, AT_ONCE);
  const noted = await timed(() =>
    gate.after(
      (text, values) =>
        house.pool
          .query(text, [...values])
          .then(({ rows: found, rowCount }) => ({ rows: found, count: rowCount ?? 0 })),
      colleague(gate, '').actor,
      'deliver_contract',
      person,
      ['name'],
      some.map((customer) => ({ subject: '', customer })),
    ),
  );
  add('a work list of customers, in the chain', noted.ms / some.length, 'ms/customer');
}
