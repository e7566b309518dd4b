import type { Part, PrivacyDeps } from '../deps.ts';
import { sweepInbox } from './inbox.ts';
import { publicRoutes } from './public-routes.ts';
import { pushTransfers } from './push.ts';
import { portRoutes } from './routes.ts';

const PUSH_EVERY = 2000;
const SWEEP_EVERY = 3_600_000;

export function part(deps: PrivacyDeps): Part {
  const open = publicRoutes(deps);
  const own = portRoutes(deps);
  return {
    async app(server) {
      await open(server);
      await own(server);
    },
    shop: open,
    async start() {
      deps.jobs.every(PUSH_EVERY, 'privacy-port-push', () => pushTransfers(deps));
      deps.jobs.every(SWEEP_EVERY, 'privacy-port-inbox', () => sweepInbox(deps));
    },
  };
}
