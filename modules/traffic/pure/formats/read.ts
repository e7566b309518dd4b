import { readAsterisk } from './asterisk.ts';
import type { Format, Reader, ReaderOptions } from './batch.ts';
import { readTelink } from './telink.ts';

const READERS: Partial<Record<Format, (options: ReaderOptions) => Reader>> = {
  asterisk: readAsterisk,
  telink: readTelink,
};

/**
 * A reader for one file of one switch. Pure: it asks for no clock, file or network. Memory is bounded whatever the file is: a record is at most
 * 1 MB, and the rows of 16,384 are held until their calls are settled.
 * @throws RangeError for a time zone that does not exist.
 */
export function createReader(format: Format, options: ReaderOptions): Reader {
  return READERS[format]!(options);
}
