export { siteRoutes, supportedMailSentence } from './server/routes.ts';
export { standingReader } from './server/standing.ts';
export { SWEDISH_AUTHORITIES } from './server/authorities.ts';
export type { Provider } from './server/fill.ts';
export { sitePages, type SitePages } from './server/site-pages.ts';
export { html, type Markup } from './server/markup.ts';
export { FIELD_WORDS } from './server/text.fields.ts';
export { KEPT as KEPT_WORDS } from './server/text.kept.ts';
