/** The office's screens of the rights. */
import type { OfficeScreen } from '#office/staff';
import { sections } from './customer/sections.ts';
import { screens as correct } from './correct/screens.ts';
import { screens as erase } from './erase/screens.ts';
import { screens as incident } from './incident/screens.ts';
import { screens as port } from './port/screens.ts';
import { screens as report } from './report/screens.ts';
import { screens as requests } from './requests/screens.ts';
import { screens as restrict } from './restrict/screens.ts';

export { sections };

export const screens: readonly OfficeScreen[] = [
  ...requests,
  ...report,
  ...erase,
  ...correct,
  ...restrict,
  ...port,
  ...incident,
];
