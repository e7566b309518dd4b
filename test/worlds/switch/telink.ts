import {
  telinkHeader,
  writeTelinkCsv,
  writeTelinkJson,
} from '../../../modules/traffic/pure/formats/index.ts';
import type { SwitchCall } from './day.ts';
import type { Rows } from './format.ts';

const recordOf = (call: SwitchCall) => ({
  system: 'own',
  key: `c${call.index}`,
  action: 'new' as const,
  kind: call.kind === 'roaming' ? ('voice' as const) : call.kind,
  direction: call.direction,
  served: call.served,
  other: call.other,
  start: call.answered ?? call.began,
  offset: 60,
  seconds: call.seconds,
  bytes: call.bytes,
  answered: call.answered !== undefined,
  originNetwork: call.kind === 'roaming' ? '262-01' : '240-07',
  terminatingNetwork: '',
  visited: call.kind === 'roaming' ? 'DE' : '',
  line: 0,
});

/** Our own format. Data of this world has no seconds, messages neither. */
export const telinkRows = (json: boolean): Rows => ({
  header: json ? '' : telinkHeader,
  rows: (call) => (json ? writeTelinkJson : writeTelinkCsv)(recordOf(call)),
  legs: () => 0,
  broken: () => (json ? '{"key":"broken","kind":\n' : 'broken,row\n'),
});
