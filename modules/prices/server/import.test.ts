import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  importPrices,
  loadRater,
  operatorOf,
  scheduleDraft,
  startBook,
  tryRater,
  withdrawVersion,
} from '#modules/prices';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import { call, documents, SMALL, STOCKHOLM } from '../pure/small-book.ts';
import { diffVersions, priceText, priceVersions } from './versions.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.drop());

const small = Object.entries(SMALL).map(([name, text]) => ({ name, text }));
const utland = (version: string, effective: string, price: string): { name: string; text: string } => ({
  name: `utland-${version}.csv`,
  text: SMALL['utland']!.replace('2026:3', version)
    .replace('2026-10-01', effective)
    .replace('0,90;2,00', `0,90;${price}`),
});
const take = (files: readonly { name: string; text: string }[], more = {}): ReturnType<typeof importPrices> =>
  importPrices(world.ctx, files, STOCKHOLM, { as: 'scheduled', ...more });
const reasons = async (files: readonly { name: string; text: string }[]): Promise<readonly string[]> => {
  const done = await take(files);
  return done.ok ? [] : done.faults.map(({ document, reason }) => `${document}: ${reason}`);
};
const price = async (at: string): Promise<number> =>
  (await loadRater(world.ctx, STOCKHOLM)).rate('bas', call('4740000000', 60, at), { own: {} }).amountOre;

test('the starting book is taken in whole, twice is once, and every version can be had back as it was', async () => {
  const files = startBook();
  const first = await take(files);
  expect(first.ok && first.added.length).toBe(files.length);
  const second = await take(files);
  expect(second).toMatchObject({ ok: true, added: [] });
  expect(second.ok && second.already.length).toBe(files.length);
  const resaved = files.map(({ name, text }) => ({ name, text: `\uFEFF${text.replaceAll('\n', '\r\n')}` }));
  expect(await take(resaved)).toMatchObject({ ok: true, added: [] });
  const text = await priceText(world.ctx, 'utland', '2026:3');
  expect(text).toBe(files.find(({ name }) => name === 'utland-2026-3.csv')?.text);
  const states = await priceVersions(world.ctx, 'Europe/Stockholm');
  expect(states.filter(({ id }) => id === 'utland').map(({ version, state }) => [version, state])).toEqual([
    ['2026:1', 'past'],
    ['2026:2', 'past'],
    ['2026:3', 'in-force'],
  ]);
  expect(await diffVersions(world.ctx, ['utland', '2026:2'], ['utland', '2026:3'])).toMatchObject({
    changed: 2,
    up: 1,
    down: 1,
  });
  const rater = await loadRater(world.ctx, operatorOf(world.config));
  expect(
    rater.rate('mobil-bas', call('4740000000', 161, '2026-11-24T10:03:00+01:00'), { own: {} }),
  ).toMatchObject({
    amountOre: 690,
  });
});

test('one bad file keeps all of them out', async () => {
  const bad = { name: 'bad.csv', text: SMALL['bas']!.replace('home;@sverige', 'home;se-ingen') };
  expect(await reasons([...small.filter(({ name }) => name !== 'bas'), bad])).toEqual([
    'sverige@2026:1: There is no destination «se-ingen».',
  ]);
  expect(await priceVersions(world.ctx, 'Europe/Stockholm')).toEqual([]);
});

test('a version is never changed: not by another import, nor in the database itself', async () => {
  await take(small);
  expect(await reasons([utland('2026:3', '2026-10-01', '1,00')])).toEqual([
    'utland@2026:3: This version is there already and says something else. A version is never changed: give it a new name.',
  ]);
  for (const sql of [
    "UPDATE prices.version SET text = 'x' WHERE document_id = 'utland'",
    "UPDATE prices.version SET effective = '2027-01-01' WHERE document_id = 'utland'",
    "UPDATE prices.version SET state = 'draft' WHERE document_id = 'utland'",
    "DELETE FROM prices.version WHERE document_id = 'utland'",
  ])
    await expect(world.pool.query(sql)).rejects.toThrow('price version');
});

test('a dearer version begins at the earliest a month from today; a cheaper one at once; a correction says why', async () => {
  await take(small);
  expect(await reasons([utland('2026:4', '2026-12-23', '2,10')])).toEqual([
    'utland@2026:4: voice out home no-mobil: price is worse than in utland@2026:3: it can begin on 2026-12-24 at the earliest.',
  ]);
  expect(await reasons([utland('2026:4', '2026-11-25', '1,90')])).toEqual([]);
  expect(await reasons([utland('2026:5', '2026-12-24', '2,10')])).toEqual([]);
  expect(
    await take([utland('2027:1', '2026-12-25', '2,20')], { withoutNotice: 'printed wrong' }),
  ).toMatchObject({
    ok: true,
  });
  expect([
    await price('2026-11-24T12:00:00+01:00'),
    await price('2026-11-25T12:00:00+01:00'),
    await price('2026-12-24T00:00:00+01:00'),
    await price('2026-12-25T00:00:00+01:00'),
  ]).toEqual([290, 280, 300, 310]);
  const { rows } = await world.pool.query("SELECT act, actor, note FROM prices.act WHERE version = '2027:1'");
  expect(rows).toEqual([{ act: 'scheduled', actor: 'test', note: 'printed wrong' }]);
});

test('a price that hides a cheaper one, a number that moves and a country that moves are seen to be dearer too', async () => {
  await take(small);
  const hiding = SMALL['utland']!.replace('id;utland', 'id;dyrt')
    .replace('2026-10-01', '2026-12-01')
    .replace(/\nvoice[^]*$/, '\nvoice;out;home;@norden#international-fixed;;0,90;9,00;60;60;\n');
  expect(await reasons([{ name: 'dyrt', text: hiding }])).toEqual([
    'dyrt@2026:3: voice out home @norden#international-fixed: price is worse than in utland@2026:3: it can begin on 2026-12-24 at the earliest.',
  ]);
  const moved = SMALL['numbers']!.replace('version;1', 'version;2')
    .replace('2026-01-01', '2026-12-01')
    .replace('46900 46939', '46900 46939 46313')
    .replace(';4620;', ';4621;');
  expect(await reasons([{ name: 'numbers', text: moved }])).toEqual([
    'numbers@2: se-fast: free before is worse than in the book: it can begin on 2026-12-24 at the earliest.',
    'numbers@2: voice out home @sverige#premium: price is worse than in sverige@2026:1: it can begin on 2026-12-24 at the earliest.',
    'numbers@2: voice out home #domestic-fixed: removed is worse than in foretag@7: it can begin on 2026-12-24 at the earliest.',
    'numbers@2: voice out home #domestic-fixed dag: removed is worse than in foretag@7: it can begin on 2026-12-24 at the earliest.',
  ]);
  const far = SMALL['zones']!.replace('version;1', 'version;2')
    .replace('2026-01-01', '2026-12-01')
    .replace('NO;eu', 'NO;resten');
  const farther = (await reasons([{ name: 'zones', text: far }])).join('\n');
  expect(farther).toContain('voice out resten *: price is worse than in');
  expect(farther).toContain('incoming: free before');
  const less = SMALL['plans']!.replace('version;1', 'version;2')
    .replace('2026-01-01', '2026-12-01')
    .replace('home eu;120', 'home eu;100')
    .replace('included;49', 'included;50');
  expect(await reasons([{ name: 'plans', text: less }])).toEqual([
    'plans@2: bas: fee is worse than in plans@1: it can begin on 2026-12-24 at the earliest.',
    'plans@2: bas: utland is worse than in plans@1: it can begin on 2026-12-24 at the earliest.',
  ]);
});

test('a draft prices nothing, can be tried, and becomes part of the book when it is scheduled', async () => {
  await take(small);
  const draft = utland('2027:1', '2027-01-01', '3,00');
  await take([draft], { as: 'draft' });
  const at = '2027-01-02T12:00:00+01:00';
  expect(await price(at)).toBe(290);
  const tried = await tryRater(world.ctx, STOCKHOLM, documents({ draft: draft.text }));
  expect(tried.ok && tried.rater.rate('bas', call('4740000000', 60, at), { own: {} }).amountOre).toBe(390);
  expect(await scheduleDraft(world.ctx, 'utland', '2027:1', STOCKHOLM)).toEqual({ ok: true });
  expect(await price(at)).toBe(390);
  await expect(scheduleDraft(world.ctx, 'utland', '2027:1', STOCKHOLM)).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await withdrawVersion(world.ctx, 'utland', '2027:1', STOCKHOLM)).toEqual({ ok: true });
  expect(await price(at)).toBe(290);
  await expect(withdrawVersion(world.ctx, 'utland', '2026:3', STOCKHOLM)).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(withdrawVersion(world.ctx, 'utland', '1', STOCKHOLM)).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('what everything else rests on is not withdrawn from under it', async () => {
  await take(
    small.map(({ name, text }) => ({
      name,
      text: text.replace('2026-01-01', '2027-01-01').replace('2026-10-01', '2027-01-01'),
    })),
  );
  const done = await withdrawVersion(world.ctx, 'numbers', '1', STOCKHOLM);
  expect(done.ok).toBe(false);
});

test('two imports at once that contradict each other: one of them is refused', async () => {
  await take(small);
  const [one, two] = await Promise.all([
    take([utland('a', '2027-02-01', '1,00')]),
    take([utland('b', '2027-02-01', '1,10')]),
  ]);
  expect(one.ok).not.toBe(two.ok);
});

test('a rater of the book is made once until the book changes', async () => {
  await take(small);
  const first = await loadRater(world.ctx, STOCKHOLM);
  expect(await loadRater(world.ctx, STOCKHOLM)).toBe(first);
  await take([utland('2026:4', '2026-12-01', '1,00')]);
  expect(await loadRater(world.ctx, STOCKHOLM)).not.toBe(first);
});
