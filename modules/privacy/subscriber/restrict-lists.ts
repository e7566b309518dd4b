/** The lists that screens show, without the machinery of the routes. */
export { AGAINST, DECISIONS, DECISION_KINDS, type Against } from '../pure/restrict/decisions.ts';
export { CONSENTS } from '../pure/restrict/consent-texts.ts';
export { FREEZABLE } from '../pure/restrict/freezable.ts';
