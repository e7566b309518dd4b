import type { Ctx } from '#platform/db';
import { recognise, type Format } from '../pure/formats/index.ts';
import { importFile, type ImportResult } from './import-file.ts';
import { joinHalves } from './join-halves.ts';
import { ArchiveError, openTraffic } from './open-file.ts';
import type { Desk } from './store-batch.ts';

export type ReadFile =
  | {
      readonly ok: true;
      readonly result: ImportResult;
      /** Calls whose two halves came in different files and have met now; absent when there were none. */
      readonly joined?: ImportResult;
    }
  | { readonly ok: false; readonly reason: 'unknown-format' | 'empty' | 'archive'; readonly what: string };

export interface ReadingOptions {
  readonly name: string;
  /** Asked of the bytes when absent. */
  readonly format?: Format | undefined;
  /** Name of the switch. */
  readonly system: string;
  /** IANA zone of the switch. */
  readonly timeZone: string;
  /** Country calling code of the switch. */
  readonly country: string;
  readonly inbound?: readonly string[];
  readonly network?: string;
}

/** First bytes that a format is known by. */
const ENOUGH = 4096;

/**
 * Reads a file or a stream of one switch into the store: unpacked, its format found, every record once.
 * @param from a path, or the bytes as they come
 */
export async function readFile(
  ctx: Ctx,
  desk: Desk,
  from: string | AsyncIterable<Uint8Array>,
  options: ReadingOptions,
): Promise<ReadFile> {
  const pieces = openTraffic(from)[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let size = 0;
  try {
    while (size < ENOUGH) {
      const next = await pieces.next();
      if (next.done === true) break;
      head.push(next.value.slice());
      size += next.value.length;
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return { ok: false, reason: 'archive', what: error.message };
  }
  const first = Buffer.concat(head);
  if (first.length === 0) return { ok: false, reason: 'empty', what: 'The file is empty.' };
  const format = options.format ?? recognise(first, options.name);
  if (format === 'unknown') {
    await pieces.return?.();
    return {
      ok: false,
      reason: 'unknown-format',
      what: 'Neither its first bytes nor its name tell the format.',
    };
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield first;
    yield* { [Symbol.asyncIterator]: () => pieces };
  }
  const reading = {
    system: options.system,
    timeZone: options.timeZone,
    numbers: { country: options.country },
    ...(options.inbound === undefined ? {} : { inbound: options.inbound }),
    ...(options.network === undefined ? {} : { network: options.network }),
  };
  const { name } = options;
  const result = await importFile(ctx, desk, { name, format, bytes: whole(), options: reading });
  // Only this format has a call in two rows.
  const joined =
    format === 'kamailio' && result.rejected > 0
      ? await joinHalves(ctx, desk, { name, format, options: reading })
      : undefined;
  return { ok: true, result, ...(joined === undefined ? {} : { joined }) };
}
