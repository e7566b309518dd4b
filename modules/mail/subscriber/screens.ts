import type { ComponentType } from 'react';
import MailScreen from './page/mail.screen.tsx';

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
  // What most people come for is in the first script: a request of its own for it would begin only when that script has run.
  { path: '/mejl/$', access: 'session', load: async () => ({ default: MailScreen }) },
  { path: '/mejl', access: 'session', load: async () => ({ default: MailScreen }) },
];
