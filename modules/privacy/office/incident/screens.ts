import type { OfficeScreen } from '#office/staff';

export const screens: readonly OfficeScreen[] = [];
