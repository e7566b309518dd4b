export { siteRoutes, supportedMailSentence } from './server/routes.ts';
export { standingReader } from './server/standing.ts';
export { SWEDISH_AUTHORITIES } from './server/authorities.ts';
export { DPV_TERMS } from './server/dpv.ts';
export { impactAssessment } from './server/impact.ts';
export type { Figures } from './server/figures.ts';
export type { Provider } from './server/fill.ts';
