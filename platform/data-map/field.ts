import type { Basis, Purpose } from './purposes.ts';

/** The policy's categories. The last three are never stored on a server. */
export type Category =
  | 'kunddata'
  | 'trafikdata'
  | 'tredjepart'
  | 'epost'
  | 'kalender'
  | 'kontakter'
  | 'anslutning'
  | 'inloggning'
  | 'logg';
export const NEVER_STORED: readonly Category[] = ['epost', 'kalender', 'kontakter'];

export type Origin = 'provided' | 'observed' | 'derived' | 'third-party';
export type Subject = 'self' | 'other_party' | 'staff' | 'joint';
export type LifeEvent =
  | 'created'
  | 'contract_ended'
  | 'session_ended'
  | 'disconnected'
  | 'invoice_paid'
  | 'conveyed'
  | 'fiscal_year_ended'
  | 'request_answered'
  | 'erased';
/** ISO 8601 duration of whole units: P0D, P30D, P7Y. */
export type Period = `P${number}${'D' | 'M' | 'Y'}`;
export type RetainGround =
  | 'bookkeeping'
  | 'legal_claims'
  | 'law_enforcement'
  | 'security_log'
  | 'suppression'
  | 'contract'
  | 'legal_hold'
  | 'restriction';

export interface Impersonal {
  readonly personal: false;
  readonly why: string;
}

export interface Personal {
  readonly personal: true;
  readonly category: Category;
  readonly origin: Origin;
  readonly subject: Subject;
  readonly purposes: readonly (readonly [Purpose, Basis])[];
  readonly recipients?: readonly string[];
  readonly retention: {
    readonly event: LifeEvent;
    readonly plus: Period;
    readonly then: 'delete' | 'anonymise' | 'shred';
  };
  readonly onErase: 'delete' | 'shred' | { readonly retain: RetainGround };
  /** Encrypted by the data layer with the subject's own key; «exact» also keeps a keyed blind index for look-ups. */
  readonly sealed?: true | 'exact';
}

export type Field = Impersonal | Personal;

/** Shorthand for a column that says nothing about a person. */
export const impersonal = <const W extends string>(
  why: W,
): { readonly personal: false; readonly why: W } => ({ personal: false, why });
