import type { OfficeScreen } from '#office/staff';

export const screens: readonly OfficeScreen[] = [
  {
    path: '/rattigheter',
    roles: ['privacy'],
    nav: { order: 50, icon: 'fingerprint', label: { sv: 'Rättigheter', en: 'Rights' } },
    load: () => import('./board.screen.tsx'),
  },
];
