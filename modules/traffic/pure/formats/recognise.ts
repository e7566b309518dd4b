import type { Format } from './batch.ts';
import { latin } from './bytes.ts';

const isPrintable = (byte: number): boolean => byte >= 32 || byte === 9 || byte === 10 || byte === 13;

function ofText(text: string): Format | 'unknown' {
  const line = text.slice(0, text.search(/\r?\n|$/));
  if (/^[[{]/.test(line)) {
    if (/"(?:variables|callflow|core-uuid|channel_data)"/.test(text)) return 'freeswitch-json';
    if (/"served"/.test(text) && /"key"/.test(text)) return 'telink';
    if (/"(?:call_?id|sip_callid)"/.test(text) && /"(?:method|start_time)"/.test(text)) return 'kamailio';
    return /"uuid"/.test(text) && /"billsec"/.test(text) ? 'freeswitch-json' : 'unknown';
  }
  const has = (...names: string[]): boolean =>
    names.every((name) => new RegExp(`(?:^|[",])${name}(?:[",]|$)`).test(line));
  if (has('globalCallID_callId', 'pkid')) return 'cucm';
  if (has('served', 'key', 'start')) return 'telink';
  if (has('uuid', 'billsec')) return 'freeswitch-csv';
  if (/(?:^|[",])(?:call_?id|sip_callid)(?:[",]|$)/.test(line) && (has('method') || has('start_time')))
    return 'kamailio';
  if (has('src', 'dst', 'disposition')) return 'asterisk';
  if (
    /,"?(?:ANSWERED|NO ANSWER|BUSY|FAILED|CONGESTION)"?,"?(?:DOCUMENTATION|BILLING|OMIT|IGNORE|DEFAULT|\d)"?/.test(
      line,
    )
  )
    return 'asterisk';
  // The template's row: a cause in capitals, then the channel's uuid.
  if (/,"?[A-Z_]{4,40}"?,"?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"?,/.test(line))
    return 'freeswitch-csv';
  return 'unknown';
}

/**
 * The format of an unpacked file by its first bytes (4 KB are enough), where they say it; else by how it is called.
 * @param fileName decides only what the bytes leave open
 */
export function recognise(firstBytes: Uint8Array, fileName: string): Format | 'unknown' {
  const begin = firstBytes[0] === 0xef && firstBytes[1] === 0xbb ? 3 : 0;
  let at = begin;
  const stop = Math.min(firstBytes.length, 8192);
  while (at < stop && isPrintable(firstBytes[at]!)) at += 1;
  if (at === stop && stop > begin) {
    const found = ofText(latin(firstBytes, begin, stop).trimStart());
    if (found !== 'unknown') return found;
    return /(?:^|\/)Master[^/]*\.csv$/i.test(fileName) ? 'asterisk' : 'unknown';
  }
  let first = 0;
  while (first < stop && (firstBytes[first] === 0 || firstBytes[first] === 0xff)) first += 1;
  const byte = firstBytes[first];
  // A constructed element of a class that CDRs have: application or context.
  if (byte !== undefined && (byte & 0x20) !== 0 && (byte & 0xc0) !== 0 && (byte & 0xc0) !== 0xc0)
    return 'ber';
  return /\.(?:ber|asn1?)$/i.test(fileName) ? 'ber' : 'unknown';
}
