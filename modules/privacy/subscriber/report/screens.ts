import type { PrivacyScreen } from '../screen.ts';

export const screens: readonly PrivacyScreen[] = [
  { path: '/mina-uppgifter/uppgifter', access: 'session', load: () => import('./held.screen.tsx') },
];
