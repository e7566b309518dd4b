import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PACKAGES = ['chromium', 'fonts-liberation'];
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium to drive, or undefined: tests that need one are then skipped by name. */
export function findChromium(): string | undefined {
  const given = process.env['CHROMIUM'];
  return given !== undefined && existsSync(given) ? given : PLACES.find((place) => existsSync(place));
}

/** Brings what the tests need and the machine lacks, where we may: Debian, as root. Elsewhere nothing is touched. */
export function bringNeeds(say: (line: string) => void): void {
  if (findChromium() !== undefined) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(
      'No Chromium here, and it can’t be installed without being root on Debian: browser tests are skipped by name. Set CHROMIUM=/path to use one.',
    );
    return;
  }
  say('Installing Chromium for the browser tests …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore', timeout: 300_000 });
  } catch {
    say('apt-get update did not answer; trying with the lists that are here.');
  }
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: 900_000,
  });
  if (done.status !== 0)
    say(`Chromium could not be installed: ${done.stderr.trim().split('\n').at(-1) ?? ''}`);
}
