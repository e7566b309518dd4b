import type { ComponentType } from 'react';

/** The mail's addresses. One screen for all views of mail, so that going from one to another keeps lists and places. */
export const screens: readonly {
  readonly path: string;
  readonly access: 'session';
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}[] = [
  {
    path: '/mejl/installningar',
    access: 'session',
    load: () => import('./settings/settings.screen.tsx'),
  },
  { path: '/mejl/$', access: 'session', load: () => import('./page/mail.screen.tsx') },
  { path: '/mejl', access: 'session', load: () => import('./page/mail.screen.tsx') },
];
