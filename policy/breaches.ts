import type { Breach } from './breach-kind.ts';
import { HOUSE_BREACHES } from './breaches-house.ts';
import { RIGHTS_BREACHES } from './breaches-rights.ts';

export type { Breach, Edit } from './breach-kind.ts';

/** Every enforcement that is taken out on purpose, to see its proof turn red. */
export const BREACHES: readonly Breach[] = [...HOUSE_BREACHES, ...RIGHTS_BREACHES];
