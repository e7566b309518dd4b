/** The slice’s door in the browser. */
import { screens as correct } from './correct/screens.ts';
import { screens as erase } from './erase/screens.ts';
import { screens as incident } from './incident/screens.ts';
import { screens as port } from './port/screens.ts';
import { screens as report } from './report/screens.ts';
import { screens as requests } from './requests/screens.ts';
import { screens as restrict } from './restrict/screens.ts';
import type { PrivacyScreen } from './screen.ts';

export const screens: readonly PrivacyScreen[] = [
  ...requests,
  ...report,
  ...erase,
  ...correct,
  ...restrict,
  ...port,
  ...incident,
];
