import { screens as billing } from '#subscriber/billing';
import { screens as connections } from '#subscriber/connections';
import { screens as mail } from '#subscriber/mail';
import { screens as privacy } from '#subscriber/privacy';
import { screens as services } from '#subscriber/services';
import { screens as traffic } from '#subscriber/traffic';
import { screens as session } from '#session';
import type { Screen } from './screen.ts';

/** Every screen of the subscriber's app, slice by slice. */
export const screens: readonly Screen[] = [
  ...session,
  ...connections,
  ...mail,
  ...services,
  ...traffic,
  ...billing,
  ...privacy,
  { path: '/mer', access: 'session', load: () => import('./more.screen.tsx') },
];
