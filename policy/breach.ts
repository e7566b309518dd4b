import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildHash, REPOSITORY } from './build.ts';
import type { Breach, Edit } from './breaches.ts';
import type { PromiseId } from './promises.ts';
import { readRecord } from './record.ts';
import { standingOf } from './state.ts';

export type BreachOutcome =
  /** The proof noticed: every promise named went from proven to failed. */
  | { readonly kind: 'noticed' }
  | { readonly kind: 'unnoticed'; readonly ids: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string };

const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git', '.telink', '.cache', 'coverage']);

/**
 * Removes one enforcement in a copy of the repository and runs its proofs there. The copy's proofs must hold before the breach: a proof
 * that is red for another reason shows nothing.
 * @param held - promises already seen proven in an untouched copy; what is seen here is added, so that many breaches ask once.
 */
export async function tryBreach(
  root: string,
  breach: Breach,
  held: Set<PromiseId> = new Set(),
): Promise<BreachOutcome> {
  const edits: readonly Edit[] = breach.also === undefined ? [breach] : [breach, breach.also];
  for (const { file, find } of edits) {
    const target = join(root, file);
    const found = existsSync(target) ? readFileSync(target, 'utf8').split(find).length - 1 : 0;
    if (found !== 1)
      return { kind: 'refused', why: `${file} holds the text to be replaced ${found} times, not once.` };
  }
  const place = mkdtempSync(join(tmpdir(), 'telink-breach-'));
  try {
    const copy = copyOf(root, place);
    const asked = breach.promiseIds.filter((id) => !held.has(id));
    const before = asked.length === 0 ? [] : await statesIn(copy, asked, false);
    const unproven = before
      .filter(([, state]) => state !== 'proven')
      .map(([id, state]) => `${id} is ${state}`);
    if (unproven.length > 0) return { kind: 'refused', why: `Before the breach ${unproven.join(', ')}.` };
    for (const id of asked) held.add(id);
    for (const { file, find, replace } of edits) {
      const target = join(copy, file);
      writeFileSync(
        target,
        readFileSync(target, 'utf8').replace(find, () => replace),
      );
    }
    // Of one promise the first proof that fails is enough; of several each must have one.
    const after = await statesIn(copy, breach.promiseIds, breach.promiseIds.length === 1);
    const ids = after.filter(([, state]) => state !== 'failed').map(([id]) => id);
    return ids.length === 0 ? { kind: 'noticed' } : { kind: 'unnoticed', ids };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The repository's own packages are linked from the copy, all others from the original: otherwise a breach in a package would not be seen. */
function copyOf(root: string, place: string): string {
  const copy = join(place, 'main');
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !LEFT_OUT.has(path.slice(path.lastIndexOf('/') + 1)),
  });
  mkdirSync(join(copy, 'node_modules'));
  const installed = join(root, 'node_modules');
  for (const name of existsSync(installed) ? readdirSync(installed) : []) {
    if (name !== '@telink') symlinkSync(join(installed, name), join(copy, 'node_modules', name));
  }
  const own = join(installed, '@telink');
  if (existsSync(own)) {
    mkdirSync(join(copy, 'node_modules/@telink'));
    for (const name of readdirSync(own))
      symlinkSync(join(copy, 'packages', name), join(copy, 'node_modules/@telink', name));
  }
  const shared = resolve(root, '../shared');
  if (existsSync(shared)) symlinkSync(shared, join(place, 'shared'));
  return copy;
}

function statesIn(
  copy: string,
  ids: readonly PromiseId[],
  bail: boolean,
): Promise<readonly (readonly [id: string, state: string])[]> {
  const args = ['policy/run.ts', '--json', '--only', ids.join(','), ...(bail ? ['--bail'] : [])];
  const options = {
    cwd: copy,
    env: { ...process.env, TELINK_DATA: join(copy, '.telink') },
    maxBuffer: 64 * 1024 * 1024,
  };
  return new Promise((done, refuse) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      try {
        // A breach in an app has it built anew, which the run tells of first.
        const rows: unknown = JSON.parse(stdout.slice(Math.max(0, stdout.search(/^\[/mu))));
        done(
          Array.isArray(rows)
            ? rows.map((row: { id: string; state: string }) => [row.id, row.state] as const)
            : [],
        );
      } catch {
        refuse(new Error(`The proofs could not be run in the copy: ${error?.message ?? ''}\n${stderr}`));
      }
    });
  });
}

/** All, or those of the promises named. */
async function main(): Promise<number> {
  const { BREACHES } = await import('./breaches.ts');
  const wanted = process.argv.slice(2);
  const chosen = BREACHES.filter(
    ({ promiseIds }) => wanted.length === 0 || promiseIds.some((id) => wanted.includes(id)),
  );
  // What the last whole run of this very build saw proven need not be asked again.
  const record = readRecord(process.env['TELINK_DATA'] || join(REPOSITORY, '.telink'));
  const standing = standingOf(record, buildHash(REPOSITORY));
  const held = new Set<PromiseId>(
    standing.kind === 'current'
      ? standing.results.filter(({ state }) => state === 'proven').map(({ id }) => id)
      : [],
  );
  let bad = 0;
  for (const breach of chosen) {
    const outcome = await tryBreach(REPOSITORY, breach, held);
    const told = { noticed: 'noticed', unnoticed: 'NOT NOTICED', refused: 'REFUSED' }[outcome.kind];
    const more =
      outcome.kind === 'refused'
        ? outcome.why
        : outcome.kind === 'unnoticed'
          ? `still held: ${outcome.ids.join(', ')}`
          : '';
    process.stdout.write(
      `${told.padEnd(12)} ${breach.promiseIds.join(' ')}  ${breach.name}  ${more}\n`.replace(/ +\n$/u, '\n'),
    );
    if (outcome.kind !== 'noticed') bad += 1;
  }
  process.stdout.write(`${chosen.length - bad} of ${chosen.length} breaches noticed\n`);
  return bad > 0 || chosen.length === 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = await main();
