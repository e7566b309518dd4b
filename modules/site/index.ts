export { siteRoutes, supportedMailSentence } from './server/routes.ts';
export { standingReader } from './server/standing.ts';
export { SWEDISH_AUTHORITIES } from './server/authorities.ts';
export type { Provider } from './server/fill.ts';
export { FIELD_WORDS } from './server/text.fields.ts';
