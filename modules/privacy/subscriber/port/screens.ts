import type { PrivacyScreen } from '../screen.ts';

export const screens: readonly PrivacyScreen[] = [];
