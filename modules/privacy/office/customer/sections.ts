import type { CustomerSection } from '#office/staff';

export const sections: readonly CustomerSection[] = [
  { name: 'rights', order: 80, roles: ['privacy'], load: () => import('./rights.section.tsx') },
];
