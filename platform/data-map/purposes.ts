/**
 * The closed list of purposes: the policy's own, and those the law adds (promise purpose.2). A read names one of these or does not
 * compile; the list is held against the policy's sentences in both languages by a test.
 */
export const PURPOSES = [
  'deliver_contract',
  'service_information',
  'convey',
  'bill',
  'mail_client',
  'calendar_contacts_client',
  'third_party_import',
  'support',
  'functional_cookies',
  'statistics',
  'marketing',
  'bookkeeping',
  'law_enforcement',
  'security',
  'rights',
  'legal_claims',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** GDPR Art. 6.1 (a)–(f). */
export type Basis =
  | 'consent'
  | 'contract'
  | 'legal_obligation'
  | 'vital_interest'
  | 'public_task'
  | 'legitimate_interest';

/** Optional processing is off until asked for (GDPR Art. 25, promise law.2). */
export const OPTIONAL_PURPOSES: readonly Purpose[] = ['statistics', 'marketing'];
