import { existsSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { plant, scan } from './index.ts';

/** Long and repetitive enough for PostgreSQL to compress it. */
const PROSE = 'the customer wrote that the invoice is wrong and '.repeat(120);

async function shown(client: Client, question: string): Promise<string> {
  const { rows } = await client.query<{ answer: string }>(question);
  return String(rows[0]?.answer);
}

test('the files and the write-ahead log of a real PostgreSQL give up what was planted, compressed values too', async (context) => {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    const folder = await shown(client, "SELECT current_setting('data_directory') AS answer");
    if (!existsSync(folder)) context.skip('the database server is on another machine');
    const canaries = {
      small: plant('db', 'small'),
      first: plant('db', 'first'),
      last: plant('db', 'last'),
      json: plant('db', 'json'),
      repeated: plant('db', 'repeated'),
    };
    const never = plant('db', 'never');
    await client.query('DROP TABLE IF EXISTS canary_kit');
    await client.query('CREATE TABLE canary_kit (text text, json jsonb)');
    const keep = (text: string): Promise<unknown> =>
      client.query('INSERT INTO canary_kit (text) VALUES ($1)', [text]);
    await keep(canaries.small);
    await keep(canaries.first + PROSE);
    await keep(PROSE + canaries.last);
    await keep(`${PROSE} CNRY-db-repeated- ${canaries.repeated}${PROSE}`);
    await client.query('INSERT INTO canary_kit (json) VALUES ($1)', [
      JSON.stringify({ a: PROSE, b: canaries.json, c: PROSE }),
    ]);
    await client.query('CHECKPOINT');
    const oid = await shown(
      client,
      'SELECT oid AS answer FROM pg_database WHERE datname = current_database()',
    );
    for (const [place, plain] of [
      [path.join('base', oid), 'utf8'],
      ['pg_wal', 'wal > utf8'],
    ] as const) {
      const { hits, unread } = await scan([path.join(folder, place)], [...Object.values(canaries), never]);
      expect(unread, place).toStrictEqual([]);
      const ways = (canary: string): string[] =>
        hits.filter((hit) => hit.canary === canary).map(({ encoding }) => encoding);
      expect(ways(canaries.small), place).toContain(plain);
      for (const compressed of [canaries.first, canaries.last, canaries.json, canaries.repeated]) {
        expect(ways(compressed), `${place} ${compressed}`).not.toStrictEqual([]);
      }
      expect(ways(never), place).toStrictEqual([]);
    }
  } finally {
    await client.query('DROP TABLE IF EXISTS canary_kit');
    await client.end();
  }
});
