import { impersonal, table, type AnyTable, type Personal, type Store } from '#platform/data-map';

export interface IncidentRow {
  incident_id: string;
  kind: 'disclosed' | 'lost' | 'changed' | 'unavailable';
  authorities: ('pts' | 'imy')[];
  people_at_risk: boolean;
  state: 'open' | 'closed';
  aware_at: string;
  opened_at: string;
  began_at: string;
  ended_at: string;
  /** Tables it concerned, `schema.table`. */
  places: string[];
  through_staff: string | null;
  description: string | null;
  opened_by: string;
}

export interface IncidentEventRow {
  incident_id: string;
  event_id: string;
  at: string;
  what: string;
  note: string | null;
  by_staff: string;
}

export interface IncidentAffectedRow {
  customer_id: string;
  incident_id: string;
  /** Empty where it concerned the customer as such and no one person. */
  person_id: string;
  found_at: string;
  letter: 'none' | 'queued' | 'sent' | 'no-address';
  told_at: string | null;
  letter_hash: string | null;
}

/** The list an authority may ask to see (GDPR Art. 33.5; LEK 8 kap. 9 §), and whoever was told of it. */
const kept = {
  personal: true,
  category: 'logg',
  origin: 'observed',
  subject: 'staff',
  purposes: [
    ['security', 'legal_obligation'],
    ['rights', 'legal_obligation'],
  ],
  retention: { event: 'created', plus: 'P5Y', then: 'delete' },
  onErase: { retain: 'security_log' },
} as const satisfies Personal;
const words = { ...kept, origin: 'provided', subject: 'joint', sealed: true } as const satisfies Personal;
const affected = { ...kept, origin: 'derived', subject: 'self' } as const satisfies Personal;

const OWN = 'The operator’s list of incidents; whom one concerned stands in a table of its own.';

export const incident = table<IncidentRow>()({
  name: 'privacy.incident',
  subject: 'incident_id',
  reach: [{ staff: 'opened_by' }, { staff: 'through_staff' }],
  reference: OWN,
  columns: {
    incident_id: impersonal('Random name; also names the key of its texts.'),
    kind: impersonal('Disclosed, lost, changed or unavailable.'),
    authorities: impersonal('Which authorities are told.'),
    people_at_risk: impersonal('Whether people must be told.'),
    state: impersonal('Open or closed.'),
    aware_at: impersonal('When the operator became aware: the clocks start.'),
    opened_at: impersonal('When it was put on the list.'),
    began_at: impersonal('From when data were exposed.'),
    ended_at: impersonal('Until when data were exposed.'),
    places: impersonal('Names of tables.'),
    through_staff: kept,
    description: words,
    opened_by: kept,
  },
});

export const incidentEvent = table<IncidentEventRow>()({
  name: 'privacy.incident_event',
  subject: 'incident_id',
  reach: [{ staff: 'by_staff' }],
  reference: OWN,
  columns: {
    incident_id: impersonal('Which incident.'),
    event_id: impersonal('Random name of the event.'),
    at: impersonal('When.'),
    what: impersonal('What was done, from a closed list.'),
    note: words,
    by_staff: kept,
  },
});

export const incidentAffected = table<IncidentAffectedRow>()({
  name: 'privacy.incident_affected',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: affected,
    incident_id: impersonal('Which incident.'),
    person_id: affected,
    found_at: affected,
    letter: affected,
    told_at: affected,
    letter_hash: impersonal('SHA-256 of the letter that was sent; leads to nobody.'),
  },
});

export const tables: readonly AnyTable[] = [incident, incidentEvent, incidentAffected];
export const stores: readonly Store[] = [];
