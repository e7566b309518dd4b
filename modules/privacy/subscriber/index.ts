/** The slice’s door in the browser. */
import type { PrivacyScreen } from './screen.ts';

const way = (): ReturnType<PrivacyScreen['load']> => import('./way-in.screen.tsx');

/** One address and what lies under it: which part shows what is decided there, so that the app's first script need not name each screen. */
export const screens: readonly PrivacyScreen[] = ['/mina-uppgifter', '/mina-uppgifter/$'].map((path) => ({
  path,
  access: 'session',
  load: way,
}));
