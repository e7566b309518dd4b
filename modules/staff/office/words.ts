import { createWords, type Translated } from '@telink/ui';
import { CallFailed } from './call.ts';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

export const words = createWords({ sv, en });
export type StaffWords = Translated<typeof sv>;

/** What a failed call is called here. */
export function problemText(said: StaffWords, error: unknown): string {
  const code = error instanceof CallFailed ? error.code : 'other';
  return code in said.problems ? said.problems[code as keyof StaffWords['problems']] : said.problems.other;
}

const NAMES: Readonly<Record<string, string>> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari',
  opera: 'Opera',
  samsung: 'Samsung Internet',
  windows: 'Windows',
  macos: 'Mac',
  ios: 'iPhone',
  android: 'Android',
  linux: 'Linux',
  chromeos: 'ChromeOS',
};

/** `chrome windows` → «Chrome på Windows». */
export function deviceName(said: StaffWords, device: string): string {
  const [browser = '', system = ''] = device.split(' ');
  return said.own.on(NAMES[browser] ?? said.own.unknownBrowser, NAMES[system] ?? said.own.unknownSystem);
}

/** One of a closed list in words; the word itself when it is none of them (an older entry of the log). */
export const wordOf = (list: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(list, key) ? (list[key] ?? key) : key;
