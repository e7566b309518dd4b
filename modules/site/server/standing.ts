import { buildHash, REPOSITORY } from '#policy/build';
import { readRecord } from '#policy/record';
import { standingOf, type Standing } from '#policy/state';

/**
 * What the last recorded run of the proofs says about this very build. The hash is taken once, of the code this process started from;
 * the record is read again at each call, so a run beside a running server shows at once.
 */
export function standingReader(dataDir: string, root: string = REPOSITORY): () => Standing {
  let build: string | undefined;
  return () => standingOf(readRecord(dataDir), (build ??= buildHash(root)));
}
