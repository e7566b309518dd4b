import type { PrivacyScreen } from '../screen.ts';

export const screens: readonly PrivacyScreen[] = [
  { path: '/mina-uppgifter/ta-med', access: 'session', load: () => import('./port.screen.tsx') },
];
