const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'edge'],
  [/OPR\/|Opera/, 'opera'],
  [/SamsungBrowser\//, 'samsung'],
  [/Firefox\/|FxiOS\//, 'firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'chrome'],
  [/Safari\//, 'safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad|iPod/, 'ios'],
  [/Android/, 'android'],
  [/CrOS/, 'chromeos'],
  [/Windows/, 'windows'],
  [/Macintosh|Mac OS X/, 'macos'],
  [/Linux|X11/, 'linux'],
];

/** A browser and a system, e.g. `chrome windows`: enough to know one's own machine, and nothing of the rest is kept (promise customer.8). */
export function deviceOf(userAgent: string | undefined): string {
  const found = (list: typeof BROWSERS): string =>
    list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? 'other';
  return `${found(BROWSERS)} ${found(SYSTEMS)}`;
}
