/** Showing a hostile message: three layers, each able to stand alone. */
export { clean } from './clean.ts';
export { fillFrame } from './fill.ts';
export { SANDBOX, dressFrame, frameDocument, framePolicy } from './frame.ts';
export { fromPlain, toPlain } from './plain.ts';
export { frameHtml } from './policy.ts';
export { showBody } from './show-body.ts';
