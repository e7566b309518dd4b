import type { ComponentType } from 'react';

/** What a slice contributes to the subscriber's app: an address and a screen that is loaded when somebody goes there. */
export interface Screen {
  /** TanStack Router path, e.g. `/mejl/$mailbox`. */
  readonly path: string;
  /** «public» screens (sign-in, signed out) show without a session; the others wait for one. */
  readonly access: 'public' | 'session';
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}
