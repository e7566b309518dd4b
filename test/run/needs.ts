import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

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

/** Debian packages with what the tests need and the machine lacks: a browser, and somebody else's reader of PDF. */
function lacking(): string[] {
  return [
    ...(findChromium() === undefined ? ['chromium', 'fonts-liberation'] : []),
    ...(spawnSync('pdftotext', ['-v']).error === undefined ? [] : ['poppler-utils']),
  ];
}

/** Brings what the tests need and the machine lacks, where we may: Debian, as root. Elsewhere nothing is touched. */
export function bringNeeds(say: (line: string) => void): void {
  const packages = lacking();
  if (packages.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(
      `Not here, and not to be installed without being root on Debian: ${packages.join(', ')}. The tests that need it are skipped by name. CHROMIUM=/path names a browser.`,
    );
    return;
  }
  say(`Installing ${packages.join(', ')} for the tests …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore', timeout: 300_000 });
  } catch {
    say('apt-get update did not answer; trying with the lists that are here.');
  }
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: 900_000,
  });
  if (done.status !== 0)
    say(`${packages.join(', ')} could not be installed: ${done.stderr.trim().split('\n').at(-1) ?? ''}`);
}
