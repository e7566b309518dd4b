import type { UsageRecord } from './batch.ts';
import { writeIsoTime } from './iso-time.ts';
import { TELINK_FIELDS } from './telink.ts';

const plus = (number: string): string => (number.length >= 7 ? `+${number}` : number);

const textOf = (record: UsageRecord, field: (typeof TELINK_FIELDS)[number]): string => {
  if (field === 'start') return writeIsoTime(record.start, record.offset);
  if (field === 'served' || field === 'other') return plus(record[field]);
  return String(record[field]);
};
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One line of the CSV form, with its line break; `telinkHeader` stands before the first. */
export const writeTelinkCsv = (record: UsageRecord): string =>
  `${TELINK_FIELDS.map((field) => quoted(textOf(record, field))).join(',')}\n`;

/** One line of the JSON lines form, with its line break. */
export const writeTelinkJson = (record: UsageRecord): string =>
  `${JSON.stringify({ ...record, served: plus(record.served), other: plus(record.other), start: writeIsoTime(record.start, record.offset), offset: undefined, line: undefined })}\n`;
