import type { OfficeScreen } from '#office/staff';

export const screens: readonly OfficeScreen[] = [
  {
    path: '/rattigheter/begransningar',
    roles: ['privacy'],
    nav: { order: 84, icon: 'snowflake', label: { sv: 'Begränsningar', en: 'Restrictions' } },
    load: () => import('./restrictions.screen.tsx'),
  },
];
