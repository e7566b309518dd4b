import { createWords, type Translated } from '@telink/ui';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

export const words = createWords({ sv, en });
export type AccountWords = Translated<typeof sv>;

/** Names of scopes in the person’s words; one we have no word for stands by its own name. */
export const scopeNames = (said: AccountWords, scopes: readonly string[]): readonly string[] =>
  scopes.map((scope) => (scope in said.scopes ? said.scopes[scope as keyof typeof said.scopes] : scope));
