import type { Part, PrivacyDeps } from '../deps.ts';
import { officeRestrictRoutes } from './office-routes.ts';
import { ownRestrictRoutes } from './own-routes.ts';

/** Freezing, objections, automated decisions and consents. What enforces them is platform/db; `ownWill` tells it what holds. */
export function part(deps: PrivacyDeps): Part {
  return { app: ownRestrictRoutes(deps), office: officeRestrictRoutes(deps) };
}
