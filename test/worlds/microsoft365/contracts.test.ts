/* oxlint-disable typescript/no-unsafe-type-assertion -- answers of many shapes are looked into; a wrong cast shows as a failing expectation. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAs, idOf } from './graph-client.ts';
import type { Microsoft365 } from './index.ts';
import { startMicrosoft365 } from './index.ts';
import { segmentsOf } from './graph/part.ts';
import { loadReferee, sharedFolder } from './referees/load.ts';
import type { RefereedRequest } from './referees/referee.ts';

const referee = await loadReferee();
const elin = 'elin@example.se';

interface Sample {
  readonly request: { readonly url: string; readonly method: string };
  readonly response: { readonly statusCode: number; readonly body?: unknown };
}

/** Slips of the documentation itself: names in its sample bodies that the schema does not have, or values it does not allow. */
const documentationSlips = [
  /\.(createDateTime|dataType|extensionName|theme|id|emailAddress|contentBytes|contentId|contentLocation|wellKnownName|sizeInBytes|event|startOffset)\b.* is not a property/,
  /is not a property of attachment$/,
  /is not one of /,
  /is not Edm\./,
  /has an unknown type/,
  /is not an object/,
  /\.(occurrenceId|manager)\b is not a property/,
  /(POST \/v1\.0\/me\/messages|calendarPermissions\/\*): the answer has no body/,
  /a list has no member/,
  /is not a list/,
];

function refereed(method: string, path: string, body?: unknown): RefereedRequest {
  const url = new URL(path, 'http://sample.invalid');
  return {
    method,
    segments: url.pathname.startsWith('/users/')
      ? segmentsOf(url.pathname).slice(2)
      : segmentsOf(url.pathname).slice(1),
    query: new Map(url.searchParams),
    contentType: 'application/json',
    body,
    scopes: new Set(),
  };
}

describe.skipIf(!referee.present)('the published contracts (skipped where ../shared is absent)', () => {
  let strict: Microsoft365;
  let log: Microsoft365;
  beforeAll(async () => {
    strict = await startMicrosoft365();
    log = await startMicrosoft365({ check: 'log' });
  });
  afterAll(async () => {
    await strict.stop();
    await log.stop();
  });

  it('catch a request that Graph does not have, in method, path, query and body', async () => {
    const ask = askAs(strict, elin);
    const wrong = [
      ['GET', '/me/mailFolders/inbox/mesages'],
      ['PUT', '/me/mailFolders/inbox'],
      ['GET', '/me/messages?$selekt=subject'],
      ['GET', '/me/messages?pageSize=10'],
      ['GET', '/groups'],
    ] as const;
    for (const [method, path] of wrong)
      expect([path, (await ask(method, path)).code]).toEqual([path, 'ContractViolation']);
    expect((await ask('POST', '/me/messages', { body: { subjekt: 'x' } })).code).toBe('ContractViolation');
    expect((await ask('POST', '/me/messages', { body: { isRead: 'true' } })).code).toBe('ContractViolation');
    expect((await ask('POST', '/me/sendMail', { body: { message: {}, copyToSent: true } })).code).toBe(
      'ContractViolation',
    );
    expect(strict.violations).toHaveLength(8);
    expect(strict.violations.join('\n')).toContain('takes no query parameter $selekt');
  });

  it('catch an answer that is not by the schema', () => {
    const one = refereed('GET', '/me/messages/x');
    expect(referee.answer(one, 200, { id: 'x', subject: 'rätt' })).toBeUndefined();
    expect(referee.answer(one, 200, { id: 'x', subjekt: 'fel' })).toContain('not a property of message');
    expect(referee.answer(one, 200, { id: 'x', isRead: 'false' })).toContain('not Edm.Boolean');
    expect(referee.answer(one, 200, { id: 'x', importance: 'urgent' })).toContain('not one of importance');
    const list = refereed('GET', '/me/mailFolders');
    expect(referee.answer(list, 200, { value: [{ id: 'x', totalItemCount: 1.5 }] })).toContain(
      'not Edm.Int32',
    );
    expect(referee.answer(list, 200, { value: [], folders: [] })).toContain('no member folders');
    expect(referee.answer(list, 404, { message: 'x' })).toContain('error.code');
  });

  it('in log mode a breach is kept and the answer is Graph’s own', async () => {
    const answer = await askAs(log, elin)('GET', '/me/messages?$selekt=subject');
    expect([answer.status, answer.code]).toEqual([400, 'BadRequest']);
    expect(log.violations).toHaveLength(1);
  });

  it('refuse a call whose scope was not granted', async () => {
    const draft = await askAs(log, elin)('POST', '/me/messages', {
      body: { subject: 'x', body: { contentType: 'text', content: 'hemligt' } },
    });
    const basic = askAs(log, elin, ['Mail.ReadBasic']);
    const seen = await basic('GET', `/me/messages/${idOf(draft)}`);
    expect(seen.status).toBe(200);
    expect(seen.json).not.toHaveProperty('body');
    expect(seen.json).not.toHaveProperty('bodyPreview');
    const read = askAs(log, elin, ['Mail.Read']);
    expect((await read('GET', `/me/messages/${idOf(draft)}`)).json).toHaveProperty('body');
    expect([
      (await read('PATCH', `/me/messages/${idOf(draft)}`, { body: { isRead: true } })).status,
      (await read('POST', `/me/messages/${idOf(draft)}/send`)).status,
    ]).toEqual([403, 403]);
    expect(
      (await askAs(log, elin, ['Mail.ReadWrite'])('POST', `/me/messages/${idOf(draft)}/send`)).status,
    ).toBe(403);
    expect((await read('GET', '/me/mailboxSettings')).status).toBe(403);
    expect((await read('GET', '/me/people')).status).toBe(403);
  });

  it('accept the sample bodies of the documentation, but for its own known slips', async () => {
    const file = JSON.parse(
      await readFile(new URL('contracts/graph/graph-v1.0-doc-samples.json', sharedFolder()), 'utf8'),
    ) as { readonly samples: readonly Sample[] };
    // Subscriptions are not the user's and the product never makes one.
    const withBody = file.samples.filter(
      ({ request, response }) =>
        response.body !== undefined && !request.url.startsWith('/v1.0/subscriptions'),
    );
    expect(withBody.length).toBeGreaterThanOrEqual(100);
    const wrong = withBody.flatMap(({ request, response }) => {
      const reason = referee.answer(
        refereed(request.method, request.url.replace('/v1.0', '')),
        response.statusCode,
        response.body,
      );
      return reason === undefined ? [] : [`${request.method} ${request.url}: ${reason}`];
    });
    expect(wrong.filter((reason) => !documentationSlips.some((slip) => slip.test(reason)))).toEqual([]);
    // The slips are few: were the judge to call everything a slip, this would show.
    expect(wrong.length).toBeLessThan(withBody.length / 4);
  });
});

it.runIf(!referee.present)('without the contracts the demonstration still runs and says so', async () => {
  const world = await startMicrosoft365();
  expect(world.checked).toBe(false);
  expect((await askAs(world, elin)('GET', '/me/messages?$selekt=x')).status).toBe(200);
  await world.stop();
});
