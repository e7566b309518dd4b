import type { OfficeScreen } from '#office/staff';

export const screens: readonly OfficeScreen[] = [
  {
    path: '/fakturakorning',
    roles: ['billing'],
    nav: { order: 40, icon: 'receipt', label: { sv: 'Fakturakörning', en: 'Bill runs' } },
    load: () => import('./runs.screen.tsx'),
  },
  {
    path: '/betalningar',
    roles: ['billing'],
    nav: { order: 50, icon: 'landmark', label: { sv: 'Betalningar', en: 'Payments' } },
    load: () => import('./payments.screen.tsx'),
  },
  {
    path: '/kontroll',
    roles: ['billing'],
    nav: { order: 70, icon: 'badge-check', label: { sv: 'Kontroll', en: 'Checks' } },
    load: () => import('./checks.screen.tsx'),
  },
];
