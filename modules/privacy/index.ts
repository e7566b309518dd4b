/** The rights of a person: asked for, answered, carried out and proven, all derived from the data map. */
export { createPrivacy } from './server/privacy.ts';
export type { PrivacyDeps } from './server/deps.ts';
export { reachOf, rowsAbout, type Batch, type Reach, type Who } from './server/rows-about.ts';
export { portArchive } from './server/port/package-files.ts';
export { readPackage } from './server/port/read-package.ts';
export { unzipped } from './server/port/zip.ts';
export { recipientsOf, tellRecipients, type Told } from './server/correct/tell-recipients.ts';
