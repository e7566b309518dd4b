import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './needs.ts';

/** Path of the Chromium that tests drive (`CHROMIUM`, or where it usually is); empty where there is none. */
export const chromiumPath: string = findChromium() ?? '';

/** Why a browser test can't run here, or false: such a test is skipped by name, never passed. */
export const withoutBrowser: string | false =
  chromiumPath === '' ? 'there is no Chromium on this machine' : false;

/** What Playwright switches off itself; the browser obeys the last list that it is given, so ours repeats it. */
const SWITCHED_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** Pages of the browser's own beneath its address field: nobody types there, and for each window they cost more than most of our pages do. */
const ADDRESS_FIELD = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** A browser that asks nobody anything by itself, so that every request seen is the page's. */
export const quietArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...SWITCHED_OFF, ...ADDRESS_FIELD].join(',')}`,
];

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath, args: [...quietArguments] });
