import { readAsterisk } from './asterisk.ts';
import type { Format, Reader, ReaderOptions } from './batch.ts';
import { readBer } from './ber.ts';
import { readCucm } from './cucm.ts';
import { readFreeswitchCsv, readFreeswitchJson } from './freeswitch.ts';
import { readKamailio } from './kamailio.ts';
import { readTelink } from './telink.ts';

const READERS: Record<Format, (options: ReaderOptions) => Reader> = {
  asterisk: readAsterisk,
  'freeswitch-csv': readFreeswitchCsv,
  'freeswitch-json': readFreeswitchJson,
  kamailio: readKamailio,
  cucm: readCucm,
  ber: readBer,
  telink: readTelink,
};

/**
 * A reader for one file of one switch. Pure: it asks for no clock, file or network. Memory is bounded whatever the file is: a record is at most
 * 1 MB, and 4,096 calls are held until they are settled.
 * @throws RangeError for a time zone that does not exist.
 */
export function createReader(format: Format, options: ReaderOptions): Reader {
  return READERS[format](options);
}
