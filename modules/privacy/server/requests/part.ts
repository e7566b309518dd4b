import type { Part, PrivacyDeps } from '../deps.ts';
import { appRoutes } from './app-routes.ts';
import { sendLetters } from './letters.ts';
import { officeRoutes } from './office-routes.ts';
import { publicRoutes } from './public-routes.ts';
import { sweepRequests } from './sweep.ts';

/** Somebody waits for a code. */
const LETTERS_EVERY = 2000;
/** More often than nightly: a day begins at midnight, and a machine may have slept then. */
const SWEEP_EVERY = 3_600_000;

/** Asking for a right: in the app, in public without an account, and by letter, mail or phone through the office. */
export function part(deps: PrivacyDeps): Part {
  return {
    app: appRoutes(deps),
    office: officeRoutes(deps),
    shop: publicRoutes(deps),
    async start() {
      // Without a way to send, what is to be told stays where the app shows it; that nothing is sent is in the log since the start.
      if (deps.config.smtpUrl !== undefined || deps.config.demo)
        deps.jobs.every(LETTERS_EVERY, 'privacy-letters', () => sendLetters(deps));
      deps.jobs.every(SWEEP_EVERY, 'privacy-requests-sweep', async () => {
        const { overdue } = await sweepRequests(deps.db);
        if (overdue > 0) deps.log.error('rights requests are overdue', { count: overdue });
      });
    },
  };
}
