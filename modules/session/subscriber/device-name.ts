import type { SessionWords } from './words.ts';

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
export function deviceName(said: SessionWords, device: string): string {
  const [browser = '', system = ''] = device.split(' ');
  return said.security.on(
    NAMES[browser] ?? said.security.unknownBrowser,
    NAMES[system] ?? said.security.unknownSystem,
  );
}

export const isPhone = (device: string): boolean => /ios|android/.test(device);
