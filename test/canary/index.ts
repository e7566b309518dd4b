/** The canary kit: plants strings that occur nowhere else and finds them in whatever form they reach a disk. */
export { plant } from './plant.ts';
export { scan, scanBytes, scanText, type Hit, type Scan, type TextHit } from './scan.ts';
