export { siteRoutes, supportedMailSentence, type SiteDeps } from './server/routes.ts';
export { standingReader } from './server/standing.ts';
export { SWEDISH_AUTHORITIES } from './server/authorities.ts';
export type { Authorities, Authority, PolicyFacts, Provider } from './server/fill.ts';
