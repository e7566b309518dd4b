import type { Part, PrivacyDeps } from '../deps.ts';
import { publicRoutes } from './public-routes.ts';

export function part(deps: PrivacyDeps): Part {
  return { app: publicRoutes(deps), shop: publicRoutes(deps) };
}
