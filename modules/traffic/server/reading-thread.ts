import { parentPort, workerData } from 'node:worker_threads';
import { buffersOf } from './gather.ts';
import { lookUpNumbers } from './number-table.ts';
import { readPieces } from './read-pieces.ts';
import type { Said, Started } from './read-apart.ts';

/** The other end of `read-apart.ts`: a piece comes, or null at the end; batches go. */
const { written, table } = workerData as Started;
const pieces = readPieces(written, table, lookUpNumbers(table));
const say = (said: Said): void =>
  parentPort?.postMessage(said, said.batches.flatMap(buffersOf) as ArrayBuffer[]);

parentPort?.on('message', (piece: Uint8Array | null) => {
  if (piece === null) {
    const { batches, sha256 } = pieces.end();
    say({ batches, taken: 0, sha256 });
  } else say({ batches: pieces.push(piece), taken: piece.length });
});
