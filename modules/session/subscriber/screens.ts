import type { ComponentType } from 'react';

export const SIGN_IN_PATH = '/logga-in';

/** What the slice adds to the subscriber's app. Loaded when somebody goes there. */
export const screens: readonly {
  readonly path: string;
  readonly access: 'public' | 'session';
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}[] = [
  { path: SIGN_IN_PATH, access: 'public', load: () => import('./sign-in.screen.tsx') },
  { path: '/glomt-losenord', access: 'public', load: () => import('./forgot.screen.tsx') },
  { path: '/nytt-losenord', access: 'public', load: () => import('./new-password.screen.tsx') },
  { path: '/konto/sakerhet', access: 'session', load: () => import('./security.screen.tsx') },
  { path: '/konto/installningar', access: 'session', load: () => import('./preferences.screen.tsx') },
];
