import type { ComponentType } from 'react';
import { ACCOUNTS_PATH } from '../pure/places.ts';

/** What the slice adds to the subscriber’s app. Loaded when somebody goes there. */
export const screens: readonly {
  readonly path: string;
  readonly access: 'session';
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}[] = [{ path: ACCOUNTS_PATH, access: 'session', load: () => import('./accounts.screen.tsx') }];
