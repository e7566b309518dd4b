import type { PrivacyScreen } from '../screen.ts';

export const screens: readonly PrivacyScreen[] = [
  { path: '/mina-uppgifter/frysa', access: 'session', load: () => import('./freeze.screen.tsx') },
];
