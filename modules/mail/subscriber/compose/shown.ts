/** What the editor takes from the safe rendering of messages. */
export * from '../engine/show/policy.ts';
export * from '../engine/show/style.ts';
