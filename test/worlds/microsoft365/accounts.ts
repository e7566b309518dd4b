import { createHash } from 'node:crypto';

/** How the account's organisation and its owner answer when an app asks for access. */
export type ConsentMode =
  /** A page with the permissions; approve, refuse or untick. */
  | { readonly kind: 'ask' }
  /** Approves by itself, for tests that are about something else. */
  | { readonly kind: 'approve' }
  /** Refuses by itself: access_denied, AADSTS65004. */
  | { readonly kind: 'refuse' }
  /** Approves only these. */
  | { readonly kind: 'partial'; readonly scopes: readonly string[] }
  /** The administrator has to approve first: AADSTS90094. */
  | { readonly kind: 'admin' };

export interface AccountSpec {
  readonly address: string;
  readonly name: string;
  readonly consent?: ConsentMode;
  /** Windows zone of the mailbox. */
  readonly timeZone?: string;
  readonly locale?: 'sv-SE' | 'en-US';
  readonly jobTitle?: string;
  /** Same tenant, same administrator. */
  readonly tenant?: string;
}

/** One person's account at the provider. */
export interface Account {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly tenant: string;
  readonly locale: 'sv-SE' | 'en-US';
  readonly jobTitle: string | null;
  readonly timeZone: string;
  consent: ConsentMode;
}

export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const tenantId: string = guidOf('Björkviken Arkitekter');

export function accountOf(spec: AccountSpec): Account {
  return {
    id: guidOf(spec.address),
    address: spec.address,
    name: spec.name,
    tenant: spec.tenant ?? spec.address.slice(spec.address.indexOf('@') + 1),
    locale: spec.locale ?? 'sv-SE',
    jobTitle: spec.jobTitle ?? null,
    timeZone: spec.timeZone ?? 'W. Europe Standard Time',
    consent: spec.consent ?? { kind: 'ask' },
  };
}

/** The two accounts of the demonstration. */
export const demonstrationAccounts: readonly AccountSpec[] = [
  { address: 'elin@example.se', name: 'Elin Ljungqvist', jobTitle: 'Arkitekt SAR/MSA', tenant: 'example.se' },
  { address: 'elin.ljungqvist@example.org', name: 'Elin Ljungqvist', tenant: 'example.org' },
];
