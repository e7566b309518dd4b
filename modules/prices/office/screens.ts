import type { OfficeScreen } from '#office/staff';

export const screens: readonly OfficeScreen[] = [
  {
    path: '/prisbok',
    roles: ['prices'],
    nav: { order: 30, icon: 'book-open', label: { sv: 'Prisbok', en: 'Price book' } },
    load: () => import('./book.screen.tsx'),
  },
];
