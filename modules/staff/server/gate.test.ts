import { afterAll, beforeAll, expect, test } from 'vitest';
import { STAFF_ROLES } from '../contract.ts';
import { staffWorld, type Colleague, type StaffWorld } from '../../../test/run/staff-world.ts';

let world: StaffWorld;
let unsigned: Colleague;
let planted: StaffWorld;
let unsignedThere: Colleague;

/** What it takes to sign in, and to sign. Everything else at the office is closed; whoever opens a route changes this list too. */
const OPEN = new Set([
  'POST /api/office/sign-in',
  'POST /api/office/second-factor',
  'POST /api/office/enrolment',
  'POST /api/office/enrolment/confirm',
  'GET /api/office/session',
  'HEAD /api/office/session',
  'POST /api/office/sign-out',
  'GET /api/office/agreement',
  'HEAD /api/office/agreement',
  'POST /api/office/agreement/sign',
]);

beforeAll(async () => {
  world = await staffWorld();
  unsigned = await world.colleague('Ari Ek', STAFF_ROLES, { signed: false });
  // The same office with three routes more: one that says nothing, one that opens itself to all, one to whoever has a session.
  planted = await staffWorld({
    more: () => (scope) => {
      scope.get('/api/office/new', async () => ({ said: 'nothing' }));
      scope.get('/api/office/planted', { config: { staff: 'anyone' } }, async () => ({ said: 'all' }));
      scope.post('/api/office/planted-too', { config: { staff: 'signed-in' } }, async () => ({
        said: 'much',
      }));
    },
  });
  unsignedThere = await planted.colleague('Ari Ek', STAFF_ROLES, { signed: false });
});
afterAll(async () => {
  await world.drop();
  await planted.drop();
});

/** Asks every route as a colleague with a session, every role and no agreement. @returns those that answer anything but 403. */
async function answering(of: StaffWorld, who: Colleague): Promise<string[]> {
  const found: string[] = [];
  for (const route of of.routes) {
    if (OPEN.has(route)) continue;
    const [method = '', pattern = ''] = route.split(' ');
    const url = pattern.replaceAll(/:\w+/g, 'AAAAAAAAAAAAAAAAAAAAAA');
    const cookie = [...who.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await of.server.inject({
      method: method as 'GET',
      url,
      headers: {
        host: 'office.localhost:3000',
        origin: 'http://office.localhost:3000',
        'x-telink': '1',
        cookie,
      },
      ...(method === 'GET' || method === 'HEAD' ? {} : { payload: {} }),
    });
    if (answer.statusCode !== 403) found.push(`${route} ${answer.statusCode}`);
  }
  return found;
}

test('without the agreement every route of the office answers 403, whatever the roles', async () => {
  expect(world.routes.length).toBeGreaterThan(20);
  expect(world.routes.filter((route) => !OPEN.has(route)).length).toBeGreaterThan(10);
  expect([...OPEN].filter((route) => !world.routes.includes(route))).toEqual([]);
  expect(await answering(world, unsigned)).toEqual([]);
});

test('a planted route is closed by itself, and one that opens itself is found', async () => {
  expect(await answering(planted, unsignedThere)).toEqual([
    'GET /api/office/planted 200',
    'HEAD /api/office/planted 200',
    'POST /api/office/planted-too 200',
  ]);
});

test('without a session the answer is 401, also for a route that nobody has thought of', async () => {
  for (const path of ['/api/office/own', '/api/office/cases', '/api/office/access'])
    expect((await world.visitor().get(path)).statusCode).toBe(401);
  expect((await planted.visitor().get('/api/office/new')).statusCode).toBe(401);
});

test('without a second factor nothing opens, though the agreement is signed', async () => {
  const kim = await world.colleague('Kim Berg', ['admin']);
  expect((await kim.browser.get('/api/office/access')).statusCode).toBe(200);
  await world.pool.query('UPDATE staff.account SET totp_confirmed_at = NULL WHERE staff_id = $1', [kim.id]);
  expect((await kim.browser.get('/api/office/access')).json()).toMatchObject({
    status: 403,
    code: 'forbidden',
  });
});

test('a withdrawn role works at the next request', async () => {
  const kim = await world.colleague('Kim Ek', ['admin']);
  expect((await kim.browser.get('/api/office/access')).statusCode).toBe(200);
  await world.pool.query("UPDATE staff.account SET roles = '{support}' WHERE staff_id = $1", [kim.id]);
  expect((await kim.browser.get('/api/office/access')).statusCode).toBe(403);
});

test('a foreign page can’t write, and the person’s app has none of these routes', async () => {
  const kim = await world.colleague('Kim Lund', ['support']);
  const foreign = await kim.browser.send(
    'POST',
    '/api/office/sign-out',
    {},
    { origin: 'http://app.localhost:3000' },
  );
  expect(foreign.json()).toMatchObject({ code: 'foreign-origin' });
  expect((await kim.browser.get('/api/office/session', { host: 'app.localhost:3000' })).statusCode).toBe(404);
});
