import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBook, type SimulatedRecord } from '#modules/prices';
import { testWorld, type TestWorld } from '../../test/run/database.ts';
import type { Command } from './commands.ts';
import { priceCommands } from './price-commands.ts';
import { priceSimulateCommand } from './price-simulate-command.ts';

let world: TestWorld;
let files: readonly string[];
beforeAll(async () => {
  world = await testWorld();
  const folder = join(world.folder, 'book');
  mkdirSync(folder);
  files = startBook().map(({ name, text }) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
});
afterAll(() => world.drop());

interface Said {
  readonly code: number;
  readonly out: string;
  readonly complaints: string;
}

async function run(
  words: string,
  args: readonly string[],
  options: Readonly<Record<string, unknown>> = {},
  command: Command | undefined = priceCommands.find((one) => one.words[1] === words),
): Promise<Said> {
  const [out, complaints]: [string[], string[]] = [[], []];
  const code = await command!.run({
    config: { ...world.config, databaseUrl: world.url },
    args,
    json: options['json'] === true,
    options,
    io: { out: (text) => void out.push(text), complain: (text) => void complaints.push(text) },
  });
  return { code, out: out.join('\n'), complaints: complaints.join('\n') };
}

const json = async (...asked: Parameters<typeof run>): Promise<Record<string, unknown>> => {
  const [words, args, options, command] = asked;
  const { out } = await run(words, args, { ...options, json: true }, command);
  return JSON.parse(out) as Record<string, unknown>;
};

test('a book goes in from files, comes out as the same files, and goes in again without a change', async () => {
  expect(await json('import', files)).toMatchObject({ ok: true, already: [] });
  const out = join(world.folder, 'out');
  expect((await run('export', [], { out })).code).toBe(0);
  const texts = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
  expect(texts.toSorted((a, b) => a.localeCompare(b))).toEqual(
    files.map((file) => readFileSync(file, 'utf8')).toSorted((a, b) => a.localeCompare(b)),
  );
  expect(
    await json(
      'import',
      readdirSync(out).map((name) => join(out, name)),
    ),
  ).toMatchObject({ added: [] });
  expect((await run('export', [], { version: 'utland@2026:3' })).out).toContain(
    '@norden#international-mobile',
  );
  expect((await run('export', [], { version: 'utland@1' })).code).toBe(1);
});

test('a bad file is refused by line, in words and in JSON, and nothing goes in', async () => {
  const bad = join(world.folder, 'bad.csv');
  writeFileSync(bad, readFileSync(files[1]!, 'utf8').replace('0,69', '0,6x').replace('2026:1', '2026:9'));
  const { code, complaints } = await run('import', [bad]);
  expect([code, complaints]).toEqual([
    1,
    "Nothing was changed.\nbad.csv, line 13: «0,6x» can't be setup; expected kronor with at most five decimals, such as 0,69, or nothing.",
  ]);
  expect(await json('import', [bad])).toMatchObject({
    ok: false,
    faults: [{ document: 'bad.csv', line: 13 }],
  });
  expect((await run('import', [])).code).toBe(2);
});

test('two versions are compared, by name or by file', async () => {
  const told = { added: 0, removed: 0, changed: 2, up: 1, down: 1 };
  expect(await json('diff', ['utland@2026:2', 'utland@2026:3'])).toMatchObject(told);
  const file = files.find((one) => one.endsWith('utland-2026-3.csv'))!;
  expect(await json('diff', ['utland@2026:2', file])).toMatchObject(told);
  expect((await run('diff', ['utland@2026:2', 'zoner@2026:1'])).complaints).toBe(
    'The two are of different kinds.',
  );
  expect((await run('diff', ['utland@2026:2', 'utland@0'])).code).toBe(1);
});

test('one call is priced and explained', async () => {
  const at = '2026-11-24T10:03:00+01:00';
  const asked = { plan: 'mobil-fri', to: '+47 400 00 000', seconds: '161', at };
  expect(await json('rate', [], asked)).toMatchObject({
    outcome: 'rated',
    amountOre: 690,
    destination: 'no-mobil',
  });
  expect(await json('rate', [], { ...asked, allowances: 'full' })).toMatchObject({
    amountOre: 0,
    uses: [{ allowance: 'utl30', units: 180, left: 1620 }],
  });
  expect((await run('rate', [], asked)).out.split('\n').at(-1)).toBe('Summa med moms  6,90 kr');
  expect(await json('rate', [], { ...asked, to: '070-174 06 12' })).toMatchObject({
    destination: 'se-mobil',
  });
  expect((await run('rate', [], { ...asked, plan: 'ingen' })).code).toBe(1);
  expect((await run('rate', [], { ...asked, at: 'tomorrow' })).code).toBe(2);
});

test('a change is tried on a month of traffic before it is scheduled', async () => {
  const dearer = join(world.folder, 'dearer.csv');
  const text = readFileSync(
    files.find((one) => one.endsWith('utland-2026-3.csv'))!,
    'utf8',
  );
  writeFileSync(
    dearer,
    text
      .replace('2026:3', '2027:1')
      .replace('2026-10-01', '2027-01-01')
      .replace('mobile;;;2,30', 'mobile;;;2,70'),
  );
  // oxlint-disable-next-line typescript/require-await -- records of a real month come one by one
  const traffic = async function* (): AsyncGenerator<SimulatedRecord> {
    for (const customer of ['a', 'b', 'b'])
      yield {
        customer,
        service: `s-${customer}`,
        plan: 'mobil-bas',
        usage: {
          kind: 'voice',
          direction: 'out',
          other: '4740000000',
          start: Date.parse('2026-10-14T10:00:00+02:00'),
          seconds: 60,
          bytes: 0,
          answered: true,
          visited: '',
        },
      };
  };
  expect(await json('simulate', [dearer], { month: '2026-10' }, priceSimulateCommand(traffic))).toMatchObject(
    {
      month: '2026-10',
      records: 3,
      beforeOre: 690,
      afterOre: 810,
      more: 2,
      less: 0,
      mostAffected: [
        { customer: 'b', beforeOre: 460, afterOre: 540 },
        { customer: 'a', beforeOre: 230, afterOre: 270 },
      ],
    },
  );
  const soon = join(world.folder, 'soon.csv');
  writeFileSync(soon, readFileSync(dearer, 'utf8').replace('2027-01-01', '2026-12-01'));
  const { code, complaints } = await run('import', [soon]);
  expect(code).toBe(1);
  expect(complaints).toContain('it can begin on 2026-12-24 at the earliest');
});
