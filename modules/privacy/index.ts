/** The rights of a person: asked for, answered, carried out and proven, all derived from the data map. */
export { createPrivacy } from './server/privacy.ts';
export type { PrivacyDeps } from './server/deps.ts';
export { reachOf, rowsAbout, type Batch, type Reach, type Who } from './server/rows-about.ts';
export { placesOf, tablesAt } from './server/incident/affected.ts';
export { closeIncident, listIncidents, openIncident } from './server/incident/incidents.ts';
export { findAffected, keptAffected } from './server/incident/keep-affected.ts';
