import type { ComponentType } from 'react';

/** A screen of the privacy centre. */
export interface PrivacyScreen {
  readonly path: string;
  readonly access: 'session';
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}
