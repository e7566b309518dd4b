import type { ComponentType } from 'react';

export const screens: readonly {
  readonly path: string;
  readonly access: 'session';
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}[] = [
  { path: '/fakturor', access: 'session', load: () => import('./bills.screen.tsx') },
  { path: '/fakturor/$invoice', access: 'session', load: () => import('./bill.screen.tsx') },
];
