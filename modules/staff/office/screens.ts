import type { IconName } from '@telink/ui';
import type { ComponentType } from 'react';
import { WITH_CUSTOMERS, type StaffRole } from '../pure/closed-lists.ts';
import { AGREEMENT_PATH, ENROL_PATH, SIGN_IN_PATH } from './paths.ts';

/** What a slice contributes to the office: an address and a screen that is loaded when somebody goes there. */
export interface OfficeScreen {
  /** TanStack Router path, e.g. `/kunder/$customer`. */
  readonly path: string;
  /** «public» screens stand before session and agreement; absent: behind both, in the frame. */
  readonly access?: 'public';
  /** Who finds it in the rail and may go there; absent: everybody. What is in it is the server's to say. */
  readonly roles?: readonly StaffRole[];
  /** Its place in the rail; low comes first. */
  readonly nav?: {
    readonly order: number;
    readonly icon: IconName;
    readonly label: { readonly sv: string; readonly en: string };
  };
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

export const screens: readonly OfficeScreen[] = [
  { path: SIGN_IN_PATH, access: 'public', load: () => import('./sign-in.screen.tsx') },
  { path: ENROL_PATH, access: 'public', load: () => import('./enrol.screen.tsx') },
  { path: AGREEMENT_PATH, access: 'public', load: () => import('./agreement.screen.tsx') },
  { path: '/', load: () => import('./start.screen.tsx') },
  {
    path: '/kunder',
    roles: WITH_CUSTOMERS,
    nav: { order: 10, icon: 'users-round', label: { sv: 'Kunder', en: 'Customers' } },
    load: () => import('./customers.screen.tsx'),
  },
  { path: '/kunder/$customer', roles: WITH_CUSTOMERS, load: () => import('./customer.screen.tsx') },
  {
    path: '/atkomst',
    roles: ['admin', 'privacy'],
    nav: { order: 90, icon: 'key-round', label: { sv: 'Åtkomst', en: 'Access' } },
    load: () => import('./access.screen.tsx'),
  },
  { path: '/konto', load: () => import('./own.screen.tsx') },
];
