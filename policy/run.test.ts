import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tryBreach } from './breach.ts';
import { buildHash } from './build.ts';
import { evidence } from './evidence.ts';
import { namePattern } from './prove.ts';
import { readRecord } from './record.ts';
import { claimsIn } from './scan.ts';
import { smallRepository } from './small-repository.ts';
import { countsOf, sentenceState, standingOf } from './state.ts';

interface Row {
  readonly id: string;
  readonly sentence: string;
  readonly state: string;
  readonly proofs: readonly { readonly file: string; readonly title: string; readonly state: string }[];
}

let root: string;
let remove: () => void;
beforeAll(() => ({ root, remove } = smallRepository()));
afterAll(() => remove());

/** `npm run promises` in the small repository, as a person runs it. */
function promises(...args: string[]): Promise<{ code: number | string; out: string; err: string }> {
  const env = { ...process.env, TELINK_DATA: join(root, '.telink') };
  return new Promise((done) => {
    execFile(process.execPath, ['policy/run.ts', ...args], { cwd: root, env }, (error, out, err) =>
      done({ code: error?.code ?? 0, out, err }),
    );
  });
}

describe('npm run promises', () => {
  let run: Awaited<ReturnType<typeof promises>>;
  let rows: readonly Row[];
  const stateIn = (id: string): string | undefined => rows.find((row) => row.id === id)?.state;
  beforeAll(async () => {
    run = await promises('--json');
    rows = JSON.parse(run.out);
  });

  test('has a row for each of the 140 promises, with its sentence', () => {
    expect(rows).toHaveLength(140);
    expect(rows.filter((row) => row.sentence === '')).toEqual([]);
    expect(rows.find((row) => row.id === 'mail.4')?.sentence).toMatch(/^Vi lagrar inte dina mejl/u);
  });

  test('calls a promise proven only when its proofs held', () => {
    expect(stateIn('mail.4')).toBe('proven');
    expect(stateIn('mail.1')).toBe('proven');
    expect(stateIn('mail.10')).toBe('proven');
    expect(rows.find((row) => row.id === 'mail.4')?.proofs).toEqual([
      {
        file: 'modules/door/lock.test.ts',
        title: 'the lock stays shut for the wrong word',
        ms: expect.any(Number),
        state: 'passed',
      },
    ]);
  });

  test('calls it failed when one proof of several breaks', () => {
    expect(stateIn('mail.5')).toBe('failed');
    expect(rows.find((row) => row.id === 'mail.5')?.proofs.map((proof) => proof.state)).toEqual([
      'passed',
      'failed',
    ]);
  });

  test('calls it not yet without a proof, or when every proof was skipped', () => {
    expect(stateIn('mail.3')).toBe('not yet');
    expect(stateIn('mail.6')).toBe('not yet');
    expect(rows.find((row) => row.id === 'mail.6')?.proofs.map((proof) => proof.state)).toEqual(['skipped']);
  });

  test('calls it failed when the proof asserts nothing, its set-up throws, its file does not load or no project runs it', () => {
    expect(stateIn('mail.7')).toBe('failed');
    expect(stateIn('mail.8')).toBe('failed');
    expect(stateIn('mail.9')).toBe('failed');
    expect(stateIn('mail.2')).toBe('failed');
    expect(run.err).toContain('no database');
  });

  test('exits 1 when a promise has failed, 0 when none has, 2 on a name that is no promise', async () => {
    expect(run.code).toBe(1);
    expect((await promises('--only', 'mail.4')).code).toBe(0);
    expect(await promises('--only', 'mail.404')).toMatchObject({
      code: 2,
      err: expect.stringContaining('«mail.404» is not a promise.'),
    });
  });

  test('records a full run for the policy page, bound to this build', () => {
    const record = readRecord(join(root, '.telink'));
    const standing = standingOf(record, buildHash(root));
    expect(standing.kind).toBe('current');
    expect(countsOf(standing.results)).toEqual({ proven: 3, failed: 5, notYet: 132 });
  });

  test('lends nothing to another build: one changed byte, and no promise is shown as proven', () => {
    const before = buildHash(root);
    writeFileSync(join(root, 'modules/door/more.ts'), '// one more line\n');
    const standing = standingOf(readRecord(join(root, '.telink')), buildHash(root));
    expect(buildHash(root)).not.toBe(before);
    expect(standing.kind).toBe('stale');
    expect(countsOf(standing.results)).toEqual({ proven: 0, failed: 0, notYet: 140 });
  });

  test('with --only prints those rows alone, not their namesakes, and records nothing', async () => {
    const record = readFileSync(join(root, '.telink/proofs.json'), 'utf8');
    const { out } = await promises('--only', 'mail.1', '--only', 'mail.3');
    expect(out).toContain('✓ mail.1');
    expect(out).toContain('· mail.3');
    expect(out).not.toContain('mail.10');
    expect(out).toContain('1 proven, 0 failed, 1 not yet');
    expect(readFileSync(join(root, '.telink/proofs.json'), 'utf8')).toBe(record);
  });
});

describe('a planted breach', () => {
  const lock = { file: 'modules/door/lock.ts', find: "word === 'sesam'", replace: "word !== ''" };
  test('turns the proof red, and leaves the repository as it was', async () => {
    const before = buildHash(root);
    expect(await tryBreach(root, { ...lock, name: 'Any word opens.', promiseIds: ['mail.4'] })).toEqual({
      kind: 'noticed',
    });
    expect(buildHash(root)).toBe(before);
  });

  test('is told when no proof notices it', async () => {
    const harmless = {
      ...lock,
      replace: "word === 'sesam' && true",
      name: 'Nothing is taken away.',
      promiseIds: ['mail.4'] as const,
    };
    expect(await tryBreach(root, harmless)).toEqual({ kind: 'unnoticed', ids: ['mail.4'] });
  });

  test('is refused when its text no longer occurs, or the promise did not hold before', async () => {
    const gone = { ...lock, find: 'no such text', name: 'Gone.', promiseIds: ['mail.4'] as const };
    expect(await tryBreach(root, gone)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('0 times, not once'),
    });
    const red = { ...lock, name: 'Red already.', promiseIds: ['mail.5'] as const };
    expect(await tryBreach(root, red)).toEqual({
      kind: 'refused',
      why: 'Before the breach mail.5 is failed.',
    });
  });
});

describe('what a proof is called', () => {
  test('tells mail.1 from mail.10, alone, in a suite and among several ids', () => {
    const pattern = namePattern(['mail.1']);
    expect(
      ['mail.1 · a', 'suite mail.1 · a', 'mail.1 mail.5 · a', 'mail.5 mail.1 · a'].filter(
        (name) => !pattern.test(name),
      ),
    ).toEqual([]);
    expect(
      ['mail.10 · a', 'mail.10 mail.11 · a', 'a test about mail.1'].filter((name) => pattern.test(name)),
    ).toEqual([]);
  });

  test('must be readable without running it', () => {
    expect(claimsIn('a.test.ts', "promise(['mail.1', 'mail.2'], 'title', () => {});")).toEqual([
      { file: 'a.test.ts', ids: ['mail.1', 'mail.2'], title: 'title' },
    ]);
    expect(() => claimsIn('a.test.ts', "promise(idFrom(1), 'title', () => {});")).toThrow(
      'must name its ids as literals',
    );
  });
});

describe('a sentence', () => {
  test('is proven only when all its promises are, and broken as soon as one is', () => {
    const states = new Map([
      ['mail.1', 'proven'],
      ['mail.2', 'proven'],
      ['mail.3', 'failed'],
    ] as const);
    expect(sentenceState(['mail.1', 'mail.2'], states)).toBe('proven');
    expect(sentenceState(['mail.1', 'mail.4'], states)).toBe('not yet');
    expect(sentenceState(['mail.1', 'mail.3', 'mail.4'], states)).toBe('failed');
  });
});

describe('policy/evidence.md', () => {
  test('names sentence, code and proofs, the same for the same tree', () => {
    const text = evidence(root);
    expect(text).toContain('- Code: `modules/door/lock.ts`');
    expect(text).toContain('  - the lock stays shut for the wrong word (`modules/door/lock.test.ts`)');
    expect(text).toBe(evidence(root));
  });

  test('is up to date: npm run evidence', () => {
    const repository = join(import.meta.dirname, '..');
    const file = join(repository, 'policy/evidence.md');
    expect(existsSync(file) && readFileSync(file, 'utf8') === evidence(repository)).toBe(true);
  });
});
