/** Files of switches, each read into UsageRecords. Formats, options and rules: docs/traffic-formats.md. */
export {
  FORMATS,
  type Batch,
  type Format,
  type Reader,
  type ReaderOptions,
  type Reason,
  type Reject,
} from './batch.ts';
export { latin } from './bytes.ts';
export { createReader } from './read.ts';
export { recognise } from './recognise.ts';
export { telinkHeader } from './telink.ts';
export { writeTelinkCsv, writeTelinkJson } from './telink-write.ts';
