import type { PrivacyScreen } from '../screen.ts';

export const screens: readonly PrivacyScreen[] = [
  { path: '/mina-uppgifter', access: 'session', load: () => import('./centre.screen.tsx') },
  { path: '/mina-uppgifter/klaga', access: 'session', load: () => import('./complain.screen.tsx') },
  { path: '/mina-uppgifter/begaran/$id', access: 'session', load: () => import('./request.screen.tsx') },
];
