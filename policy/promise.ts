import { expect, test, type TestContext } from 'vitest';
import { PROOF_MARK } from './name.ts';
import type { PromiseId } from './promises.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Which promises the test proves; read by run.ts. */
    promiseIds?: readonly PromiseId[];
  }
}

export interface PromiseOptions {
  /** Milliseconds. */
  readonly timeout?: number;
  /** Why the proof can't run here. A skipped proof proves nothing. */
  readonly skip?: string | false | undefined;
}

/**
 * A proof of one or more promises: a vitest test that `npm run promises` collects and the public policy page reports.
 * It must assert something with vitest's `expect`; a proof without an assertion fails.
 */
export function promise(
  ids: PromiseId | readonly PromiseId[],
  title: string,
  proof: (context: TestContext) => unknown,
  { timeout, skip }: PromiseOptions = {},
): void {
  const promiseIds = typeof ids === 'string' ? [ids] : ids;
  if (promiseIds.length === 0) throw new Error(`«${title}» proves no promise.`);
  const name = `${promiseIds.join(' ')}${PROOF_MARK}${title}`;
  const options = { meta: { promiseIds }, ...(timeout === undefined ? {} : { timeout }) };
  test(name, options, async (context) => {
    if (typeof skip === 'string') context.skip(skip);
    expect.hasAssertions();
    await proof(context);
  });
}
