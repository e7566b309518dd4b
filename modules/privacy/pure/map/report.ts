import { impersonal, table, type AnyTable, type Personal, type Store } from '#platform/data-map';

/** `country` ISO 3166-1 alpha-2; `safeguard` the mechanism of GDPR Art. 45–49 where the country is outside the EEA; `disclosed_at` ISO 8601 UTC. */
export interface DisclosureRow {
  customer_id: string;
  person_id: string;
  disclosure_id: string;
  recipient: string;
  country: string;
  safeguard: string | null;
  categories: readonly string[];
  purpose: string;
  disclosed_at: string;
}

export interface ArchiveRow {
  customer_id: string;
  archive_id: string;
  person_id: string;
  request_id: string;
  language: 'sv' | 'en';
  created_at: string;
  expires_at: string;
}

/** Who must be told of a correction or an erasure is found here too (GDPR Art. 19), so it stays as long as the log of who looked. */
const given = {
  personal: true,
  category: 'logg',
  origin: 'observed',
  subject: 'self',
  purposes: [
    ['rights', 'legal_obligation'],
    ['legal_claims', 'legitimate_interest'],
  ],
  retention: { event: 'created', plus: 'P5Y', then: 'delete' },
  onErase: { retain: 'legal_claims' },
} as const satisfies Personal;
const asked = {
  ...given,
  purposes: [['rights', 'legal_obligation']],
  retention: { event: 'created', plus: 'P30D', then: 'delete' },
  onErase: 'delete',
} as const satisfies Personal;

export const disclosure = table<DisclosureRow>()({
  name: 'privacy.disclosure',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: given,
    person_id: given,
    disclosure_id: impersonal('Random name of the entry.'),
    recipient: given,
    country: given,
    safeguard: given,
    categories: given,
    purpose: impersonal('One of the policy’s purposes.'),
    disclosed_at: given,
  },
});

export const archive = table<ArchiveRow>()({
  name: 'privacy.archive',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: asked,
    archive_id: impersonal('Random name of the archive.'),
    person_id: asked,
    request_id: impersonal('Random name of the request it answers.'),
    language: impersonal('Swedish or English.'),
    created_at: asked,
    expires_at: asked,
  },
});

export const tables: readonly AnyTable[] = [disclosure, archive];
export const stores: readonly Store[] = [];
