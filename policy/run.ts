import { parseArgs } from 'node:util';
import { buildHash, REPOSITORY } from './build.ts';
import { loadPolicies } from './load.ts';
import { isPromiseId, PROMISES, type PromiseId } from './promises.ts';
import { prove } from './prove.ts';
import { plainText, sentencesOf } from './read.ts';
import { writeRecord } from './record.ts';
import { countsOf, type PromiseResult } from './state.ts';

const USAGE = `npm run promises [-- --json] [-- --only ID]… [-- --bail]
  Runs the proofs and prints a row for each of the 140 promises: proven, failed or not yet.
  With --bail the first proof that fails ends the run. A full run is recorded in TELINK_DATA/proofs.json for the policy page. Exit 1 when a promise has failed.
`;

const SIGN = { proven: '✓', failed: '✗', 'not yet': '·' } as const;

/** One line an id, by chapter, and the counts. */
export function table(results: readonly PromiseResult[]): string {
  const lines: string[] = [];
  let chapter = '';
  for (const [index, { id, state, proofs }] of results.entries()) {
    const row = PROMISES.find((promise) => promise.id === id) ?? PROMISES[index];
    if (row === undefined) continue;
    if (row.chapter !== chapter) lines.push(...(chapter === '' ? [] : ['']), row.chapter);
    chapter = row.chapter;
    const skipped = proofs.filter((proof) => proof.state === 'skipped').length;
    const count =
      proofs.length === 0
        ? ''
        : `  ${proofs.length} proof${proofs.length === 1 ? '' : 's'}${skipped === 0 ? '' : `, ${skipped} skipped`}`;
    lines.push(`  ${SIGN[state]} ${id.padEnd(16)} ${state.padEnd(8)} ${row.en}${count}`);
  }
  const { proven, failed, notYet } = countsOf(results);
  return `${lines.join('\n')}\n\n${proven} proven, ${failed} failed, ${notYet} not yet\n`;
}

/** What `--json` prints: for each id its Swedish sentence, state and proofs. */
export function asJson(results: readonly PromiseResult[]): string {
  const sentences = sentencesOf(loadPolicies().sv);
  const rows = results.map(({ id, state, proofs }) => ({
    id,
    sentence: sentences
      .filter((sentence) => sentence.ids.includes(id))
      .map((sentence) => plainText(sentence.text))
      .join(' '),
    state,
    proofs,
  }));
  return `${JSON.stringify(rows, null, 1)}\n`;
}

function readArguments(args: readonly string[]): {
  json: boolean;
  bail: boolean;
  only: readonly PromiseId[];
} {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      bail: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  const only = values.only
    .flatMap((list) => list.split(','))
    .map((id) => {
      if (!isPromiseId(id)) throw new Error(`«${id}» is not a promise.`);
      return id;
    });
  return { json: values.json, bail: values.bail, only };
}

async function main(): Promise<number> {
  let options: ReturnType<typeof readArguments>;
  try {
    options = readArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
    return 2;
  }
  const root = REPOSITORY;
  const build = buildHash(root);
  const ranAt = new Date().toISOString();
  const { results, strayErrors, messages } = await prove(root, options.only, options);
  const shown =
    options.only.length === 0 ? results : results.filter((result) => options.only.includes(result.id));
  process.stdout.write(options.json ? asJson(shown) : table(shown));
  for (const message of [...messages, ...strayErrors.map((text) => `Outside any proof: ${text}`)])
    process.stderr.write(`${message}\n`);
  if (options.only.length === 0 && !options.bail) {
    const whole = strayErrors.length === 0 && buildHash(root) === build;
    if (whole) writeRecord(process.env['TELINK_DATA'] || '.telink', { build, ranAt, results });
    else
      process.stderr.write(
        'Not recorded: the code changed during the run, or something failed outside the proofs.\n',
      );
  }
  return strayErrors.length > 0 || results.some((result) => result.state === 'failed') ? 1 : 0;
}

if (import.meta.main) process.exitCode = await main();
