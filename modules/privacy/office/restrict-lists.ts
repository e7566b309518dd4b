/** The lists that the office's screens show, without the machinery of the routes. */
export { DECISIONS } from '../pure/restrict/decisions.ts';
export { FREEZABLE } from '../pure/restrict/freezable.ts';
