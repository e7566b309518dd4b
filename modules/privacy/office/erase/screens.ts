import type { OfficeScreen } from '#office/staff';

export const screens: readonly OfficeScreen[] = [
  {
    path: '/rattigheter/raderingar',
    roles: ['privacy'],
    nav: { order: 86, icon: 'eraser', label: { sv: 'Raderingar', en: 'Erasures' } },
    load: () => import('./erasures.screen.tsx'),
  },
];
