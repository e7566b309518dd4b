/** The encrypted client cache. See the README beside this folder for what it holds and against whom. */
export type { Vault, VaultKey, VaultLimits, VaultOptions } from './interface.ts';
export type { Wiped, WipeReport } from './wipe-origin.ts';
export { openVault } from './open-vault.ts';
export { openNullVault } from './null-vault.ts';
export { deleteUnconfirmed } from './delete-unconfirmed.ts';
export { wipeOrigin } from './wipe-origin.ts';
export { onWiped } from './tabs.ts';
