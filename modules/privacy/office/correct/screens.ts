import type { OfficeScreen } from '#office/staff';

export const screens: readonly OfficeScreen[] = [
  {
    path: '/rattigheter/rattelser',
    roles: ['support'],
    nav: { order: 52, icon: 'pencil-line', label: { sv: 'Rättelser', en: 'Corrections' } },
    load: () => import('./review.screen.tsx'),
  },
];
