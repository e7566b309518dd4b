import { afterAll, beforeAll, expect } from 'vitest';
import { recipientsOf, recordDisclosure } from '#modules/privacy';
import { promise } from '#policy/promise';
import { dataMaps } from '../../../../apps/server/data-map.ts';
import { testWorld, type TestWorld } from '../../../../test/run/database.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.drop());

promise(
  'rectification.3',
  'whoever was given something about a person is told, and the provider of their own mail, to whom we gave nothing of ours, is not waited for',
  async () => {
    const who = { customer: 'c1', person: 'p1' };
    const given = { ...who, categories: ['kunddata'], country: 'SE' } as const;
    for (const [recipient, purpose] of [
      ['Brevhuset', 'bill'],
      ['Microsoft', 'mail_client'],
      ['Google', 'calendar_contacts_client'],
    ] as const)
      expect(await recordDisclosure(world.ctx, { ...given, recipient, purpose })).toMatchObject({ ok: true });
    expect(
      await recordDisclosure(world.ctx, { ...given, person: 'p2', recipient: 'Other', purpose: 'bill' }),
    ).toMatchObject({ ok: true });
    expect(await recipientsOf(world.ctx, dataMaps, ['carrier'], who)).toEqual(['carrier', 'Brevhuset']);
  },
);
