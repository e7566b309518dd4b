import type { PrivacyScreen } from '../screen.ts';

export const screens: readonly PrivacyScreen[] = [
  { path: '/mina-uppgifter/radera', access: 'session', load: () => import('./erase.screen.tsx') },
];
