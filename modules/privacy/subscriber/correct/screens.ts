import type { PrivacyScreen } from '../screen.ts';

export const screens: readonly PrivacyScreen[] = [
  { path: '/mina-uppgifter/ratta', access: 'session', load: () => import('./correct.screen.tsx') },
];
