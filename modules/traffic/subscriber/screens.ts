import type { ComponentType } from 'react';

export const screens: readonly {
  readonly path: string;
  readonly access: 'session';
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}[] = [{ path: '/samtal', access: 'session', load: () => import('./usage.screen.tsx') }];
