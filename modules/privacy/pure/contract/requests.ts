import { Type } from 'typebox';

/** What can be asked for (GDPR Art. 15–18, 20, 21, 22, 7.3, 77), and a question (promise contact.1). */
export const REQUEST_KINDS = [
  'access',
  'correction',
  'restriction',
  'portability',
  'objection',
  'erasure',
  'complaint',
  'question',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export const requestKind = Type.Union(REQUEST_KINDS.map((kind) => Type.Literal(kind)));
