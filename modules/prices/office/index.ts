/** The office's screens of the price book. */
export { screens } from './screens.ts';
