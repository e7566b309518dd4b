import type { Rows } from './format.ts';
import { dialled } from './dialled.ts';

const COLUMNS = [
  ['cdrRecordType', 'INTEGER'],
  ['globalCallID_callManagerId', 'INTEGER'],
  ['globalCallID_callId', 'INTEGER'],
  ['origLegCallIdentifier', 'INTEGER'],
  ['dateTimeOrigination', 'INTEGER'],
  ['origIpAddr', 'INTEGER'],
  ['callingPartyNumber', 'VARCHAR(50)'],
  ['originalCalledPartyNumber', 'VARCHAR(50)'],
  ['finalCalledPartyNumber', 'VARCHAR(50)'],
  ['lastRedirectDn', 'VARCHAR(50)'],
  ['dateTimeConnect', 'INTEGER'],
  ['dateTimeDisconnect', 'INTEGER'],
  ['pkid', 'UNIQUEIDENTIFIER'],
  ['duration', 'INTEGER'],
  ['origDeviceName', 'VARCHAR(129)'],
  ['globalCallId_ClusterID', 'VARCHAR(50)'],
  ['comment', 'VARCHAR(2048)'],
] as const;

/** CUCM's flat file, with a few of its columns: names, types, then calls; addresses as signed whole numbers. */
export const cucmRows = (): Rows => ({
  header: [0, 1].map((line) => `${COLUMNS.map((column) => `"${column[line]}"`).join(',')}\n`).join(''),
  rows: (call) => {
    const { from, to } = dialled(call);
    const ends = (call.answered ?? call.began) + call.seconds * 1000;
    const connect = call.answered === undefined ? 0 : call.answered / 1000;
    return `1,1,${call.index + 1},${call.index * 2},${call.began / 1000},-1711275968,"${from}","${to}","${to}","${to}",${connect},${ends / 1000},"${call.index}",${call.seconds},"SEP00","cluster1","a comment, with a comma"\n`;
  },
  legs: () => 0,
  broken: () => '1,1,x,2\n',
});
