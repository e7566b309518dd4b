import type { DataMap } from '#platform/data-map';
import * as correct from './pure/map/correct.ts';
import * as erase from './pure/map/erase.ts';
import * as incident from './pure/map/incident.ts';
import * as port from './pure/map/port.ts';
import * as report from './pure/map/report.ts';
import * as requests from './pure/map/requests.ts';
import * as restrict from './pure/map/restrict.ts';

export { archive, disclosure, type DisclosureRow } from './pure/map/report.ts';
export { consent, decision, objection, restriction } from './pure/map/restrict.ts';
export {
  incident,
  incidentAffected,
  incidentEvent,
  type IncidentEventRow,
  type IncidentRow,
} from './pure/map/incident.ts';

const parts = [requests, report, correct, restrict, port, erase, incident];

/** What asking for a right leaves behind is personal data itself: declared, reported and erased like the rest. */
export const privacyMap: DataMap = {
  slice: 'privacy',
  tables: parts.flatMap(({ tables }) => tables),
  stores: parts.flatMap(({ stores }) => stores),
};

export {
  request,
  requestEvent,
  unknownRequest,
  type RequestEventRow,
  type RequestRow,
  type UnknownRequestRow,
} from './pure/map/requests.ts';
export { correction, notice } from './pure/map/correct.ts';
export type { CorrectionRow, CorrectionState, CorrectionWhat, NoticeWhat } from './pure/map/correct.ts';
export { portInbox, portTransfer } from './pure/map/port.ts';
export type { PortTransferRow } from './pure/map/port.ts';
export { portable, saysService, SECRETS, type Portable } from './pure/port/portable.ts';
export { erasureLedger, erasureRecipient, hold, suppression } from './pure/map/erase.ts';
