import type { Part, PrivacyDeps } from '../deps.ts';
import { deliverNotices } from './deliver-notices.ts';
import { correctOffice, correctRoutes } from './routes.ts';

const DELIVER_EVERY = 2000;

export function part(deps: PrivacyDeps): Part {
  return {
    app: correctRoutes(deps),
    office: correctOffice(deps),
    async start() {
      deps.jobs.every(DELIVER_EVERY, 'privacy-notices', () => deliverNotices(deps));
    },
  };
}
