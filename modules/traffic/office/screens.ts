import type { OfficeScreen } from '#office/staff';

export const screens: readonly OfficeScreen[] = [
  {
    path: '/mediering',
    roles: ['billing', 'prices'],
    nav: { order: 20, icon: 'arrow-down-to-line', label: { sv: 'Mediering', en: 'Mediation' } },
    load: () => import('./mediation.screen.tsx'),
  },
  {
    path: '/gallring',
    roles: ['billing', 'privacy'],
    nav: { order: 60, icon: 'hourglass', label: { sv: 'Gallring', en: 'Retention' } },
    load: () => import('./retention.screen.tsx'),
  },
];
