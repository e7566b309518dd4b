import { createVitest, type TestCase, type TestModule, type Vitest } from 'vitest/node';
import { PROOF_MARK } from './name.ts';
import type { PromiseId } from './promises.ts';
import { scanProofs, type Claim } from './scan.ts';
import { resultsOf, type Proof, type PromiseResult, type ProofState } from './state.ts';

export interface ProofRun {
  /** A row for each id; with `only`, proofs of the others were not run and are not listed. */
  readonly results: readonly PromiseResult[];
  /** Errors that belong to no test, such as an unhandled rejection. Such a run is not to be trusted. */
  readonly strayErrors: readonly string[];
  /** What went wrong in a proof, for the person who mends it. */
  readonly messages: readonly string[];
}

/**
 * Runs the proofs of `only`, or all, through vitest. A proof that is claimed in a file but did not come to run (a file that fails to
 * load, a set-up that throws, a file no project includes) counts as failed: it must not pass for «not yet». `bail`: the first that fails
 * ends the run, which is enough for whoever asks of one promise whether it still holds.
 */
export async function prove(
  root: string,
  only: readonly PromiseId[] = [],
  { bail = false }: { readonly bail?: boolean } = {},
): Promise<ProofRun> {
  const claims = scanProofs(root).filter(
    (claim) => only.length === 0 || claim.ids.some((id) => only.includes(id)),
  );
  const files = [...new Set(claims.map((claim) => claim.file))];
  if (files.length === 0) return { results: resultsOf(new Map()), strayErrors: [], messages: [] };
  const vitest = await createVitest('test', {
    root,
    watch: false,
    passWithNoTests: true,
    reporters: [{}],
    testNamePattern: namePattern(only),
    bail: bail ? 1 : 0,
  });
  try {
    await vitest.start(files);
    return collect(vitest, claims, only);
  } finally {
    await vitest.close();
  }
}

/** Matches proofs by the ids in their names: all of them, or those of the ids asked for and not of their namesakes (mail.1, mail.10). */
export function namePattern(only: readonly PromiseId[]): RegExp {
  const id = String.raw`[a-z-]+\.\d+`;
  const wanted = only.length === 0 ? id : only.map((name) => name.replace('.', String.raw`\.`)).join('|');
  return new RegExp(String.raw`(?:^|\s)(?:${wanted})(?:\s${id})*${PROOF_MARK}`, 'u');
}

function collect(vitest: Vitest, claims: readonly Claim[], only: readonly PromiseId[]): ProofRun {
  const proofs = new Map<PromiseId, Proof[]>();
  const messages: string[] = [];
  const seen = new Set<string>();
  const add = (ids: readonly PromiseId[], proof: Proof): void => {
    for (const id of ids)
      if (only.length === 0 || only.includes(id)) proofs.set(id, [...(proofs.get(id) ?? []), proof]);
  };
  for (const module of vitest.state.getTestModules()) {
    for (const suite of [module, ...module.children.allSuites()]) {
      for (const error of suite.errors()) messages.push(`${module.relativeModuleId}: ${error.message}`);
    }
    for (const test of module.children.allTests()) {
      const ids = test.meta().promiseIds;
      if (ids === undefined) continue;
      seen.add(module.relativeModuleId);
      const state = stateIn(test);
      const title = test.name.slice(test.name.indexOf(PROOF_MARK) + PROOF_MARK.length);
      add(ids, {
        file: module.relativeModuleId,
        title,
        ms: Math.round(test.diagnostic()?.duration ?? 0),
        state,
      });
      for (const error of test.result().errors ?? [])
        messages.push(`${module.relativeModuleId}: ${test.name}: ${error.message}`);
    }
  }
  for (const { file, ids, title } of claims) {
    if (seen.has(file)) continue;
    messages.push(`${file}: «${title}» did not come to run.`);
    add(ids, { file, title, ms: 0, state: 'failed' });
  }
  const strayErrors = vitest.state
    .getUnhandledErrors()
    .map((error) => (error instanceof Error ? error.message : JSON.stringify(error)));
  return { results: resultsOf(proofs), strayErrors, messages };
}

/** A proof whose suite or file failed in set-up is reported by vitest as skipped; here it is failed. */
function stateIn(test: TestCase): ProofState {
  const { state } = test.result();
  if (state === 'passed') return 'passed';
  if (state !== 'skipped') return 'failed';
  for (
    let parent: TestCase['parent'] | undefined = test.parent;
    parent !== undefined;
    parent = parentOf(parent)
  ) {
    if (parent.errors().length > 0) return 'failed';
  }
  return 'skipped';
}

const parentOf = (suite: TestCase['parent']): TestCase['parent'] | undefined =>
  isModule(suite) ? undefined : suite.parent;
const isModule = (suite: TestCase['parent']): suite is TestModule => suite.type === 'module';
