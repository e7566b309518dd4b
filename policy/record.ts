import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import { isPromiseId } from './promises.ts';
import type { ProofRecord } from './state.ts';

const RECORD = Type.Object({
  build: Type.String(),
  ranAt: Type.String(),
  results: Type.Array(
    Type.Object({
      id: Type.String(),
      state: Type.Union([Type.Literal('proven'), Type.Literal('failed'), Type.Literal('not yet')]),
      proofs: Type.Array(
        Type.Object({
          file: Type.String(),
          title: Type.String(),
          ms: Type.Number(),
          state: Type.Union([Type.Literal('passed'), Type.Literal('failed'), Type.Literal('skipped')]),
        }),
      ),
    }),
  ),
});

const fileIn = (dataDir: string): string => join(dataDir, 'proofs.json');

/** Keeps a full run for the policy page. Replaced in one step, so a reader never sees half. */
export function writeRecord(dataDir: string, record: ProofRecord): void {
  mkdirSync(dataDir, { recursive: true });
  const partial = `${fileIn(dataDir)}.${process.pid}.partial`;
  writeFileSync(partial, `${JSON.stringify(record, null, 1)}\n`);
  renameSync(partial, fileIn(dataDir));
}

/** The last full run, or undefined when there is none that can be read: then nothing is claimed. */
export function readRecord(dataDir: string): ProofRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(fileIn(dataDir), 'utf8'));
  } catch {
    return undefined;
  }
  if (!Check(RECORD, value) || Number.isNaN(Date.parse(value.ranAt))) return undefined;
  const results = value.results.flatMap(({ id, state, proofs }) =>
    isPromiseId(id) ? [{ id, state, proofs }] : [],
  );
  return { build: value.build, ranAt: value.ranAt, results };
}
