import { createHash } from 'node:crypto';
import { createReader, type Format, type ReaderOptions } from '../pure/formats/index.ts';
import { gatherer, type Gathered } from './gather.ts';
import type { NumberLookUp, NumberTable } from './number-table.ts';

/** How a file is written; whose numbers are ours is the table's to say. */
export type Written = Omit<ReaderOptions, 'own'> & { readonly format: Format };

/** What is left when a file ends. */
export interface LastRead {
  readonly batches: readonly Gathered[];
  /** Of all its bytes. */
  readonly sha256: string;
}

export interface Pieces {
  push(piece: Uint8Array): readonly Gathered[];
  end(): LastRead;
}

/** From the bytes of a file to batches of records that are known to be somebody's. @throws RangeError for a time zone that does not exist. */
export function readPieces(
  { format, ...options }: Written,
  table: NumberTable,
  places: NumberLookUp,
): Pieces {
  const digest = createHash('sha256');
  const reader = createReader(format, { ...options, own: places.has });
  const gathering = gatherer(table, places);
  return {
    push(piece) {
      digest.update(piece);
      return gathering.add(reader.push(piece));
    },
    end: () => ({
      batches: [...gathering.add(reader.end()), gathering.take()],
      sha256: digest.digest('hex'),
    }),
  };
}
