/** The slice’s door in the browser. */
export { screens } from './screens.ts';
