import type { OfficeScreen } from '#office/staff';

export const screens: readonly OfficeScreen[] = [
  {
    path: '/rattigheter/incidenter',
    roles: ['privacy'],
    nav: { order: 75, icon: 'shield-alert', label: { sv: 'Incidenter', en: 'Incidents' } },
    load: () => import('./incidents.screen.tsx'),
  },
  {
    path: '/rattigheter/incidenter/$incident',
    roles: ['privacy'],
    load: () => import('./incident.screen.tsx'),
  },
];
