/** What the browser needs of the contract besides its types: no schema library comes with it. */

/** Providers by feature (ruling R8). Mail: Microsoft 365 alone, and never any scope of Gmail (promise mail.3). */
export const MAIL_PROVIDERS = ['microsoft365'] as const;
export type ProviderId = (typeof MAIL_PROVIDERS)[number];
export const FEATURES = ['mail'] as const;
export type Feature = (typeof FEATURES)[number];

export type ConnectionState = 'pending-admin' | 'connected' | 'needs-consent' | 'disconnected';
/** Why a state is what it is: how far the administrator has come, or what the consent lacks. */
export type StateReason = 'asked' | 'granted' | 'refused' | 'revoked' | 'partial' | 'claims';

/** What a journey to the provider came to; the only thing the callback tells the page, as `?outcome=`. Never a text of the provider's. */
export const OUTCOMES = [
  'connected',
  'updated',
  'partial',
  'refused',
  'pending-admin',
  'blocked',
  'expired',
  'mismatch',
  'other-person',
  'provider-down',
  'signed-out',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const CALLBACK_PATH = '/connections/microsoft365/callback';
export const ADMIN_CALLBACK_PATH = '/connections/microsoft365/admin-callback';
/** The screen the callback returns to. */
export const ACCOUNTS_PATH = '/konton';
