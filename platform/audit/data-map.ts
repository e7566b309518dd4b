import { impersonal, table, type DataMap, type Table } from '#platform/data-map';

export interface AuditEntry {
  seq: bigint;
  at: string;
  event: string;
  purpose: string;
  actor_kind: string;
  actor: string;
  role: string;
  subject: string;
  customer: string;
  detail: string;
  previous: Buffer;
  hash: Buffer;
}

const security = [
  ['security', 'legal_obligation'],
  ['rights', 'legal_obligation'],
] as const;
const kept = { event: 'created', plus: 'P5Y', then: 'delete' } as const;

/** Every reading of a person's data by staff, and every decision about rights (promises scope.5, protection.5). */
export const auditEntry: Table<AuditEntry> = table<AuditEntry>()({
  name: 'audit.entry',
  reach: [{ person: 'subject' }, { staff: 'actor' }],
  reference:
    'One chain for the whole operator: an entry of one customer is linked to the entry before it, whoever that concerned.',
  columns: {
    seq: impersonal('Order in the chain.'),
    at: impersonal('When, of the entry itself.'),
    event: impersonal('What kind of act, from a closed list in the code.'),
    purpose: impersonal('One of the policy’s purposes.'),
    actor_kind: impersonal('person, staff, system or visitor.'),
    actor: {
      personal: true,
      category: 'logg',
      origin: 'observed',
      subject: 'staff',
      purposes: security,
      retention: kept,
      onErase: { retain: 'security_log' },
    },
    role: impersonal('Shown to the person instead of a name (CJEU C-579/21).'),
    subject: {
      personal: true,
      category: 'logg',
      origin: 'observed',
      subject: 'self',
      purposes: security,
      retention: kept,
      onErase: { retain: 'security_log' },
    },
    customer: {
      personal: true,
      category: 'logg',
      origin: 'observed',
      subject: 'self',
      purposes: security,
      retention: kept,
      onErase: { retain: 'security_log' },
    },
    detail: impersonal('Names of tables and columns, case ids, scopes and counts; never a value.'),
    previous: impersonal('Hash of the entry before.'),
    hash: impersonal('SHA-256 over the entry and the hash before it.'),
  },
});

export const auditMap: DataMap = {
  slice: 'audit',
  tables: [auditEntry],
  stores: [
    {
      name: 'audit/checkpoints.jsonl',
      where: 'server-file',
      what: 'Signed positions of the chain, kept apart from the database so that a cut tail shows.',
      fields: {
        seq: impersonal('Position.'),
        hash: impersonal('Hash at that position.'),
        at: impersonal('When.'),
        signature: impersonal('Ed25519 over the three.'),
      },
    },
  ],
};
