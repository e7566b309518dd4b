import { createWords, type Translated } from '@telink/ui';
import { CallFailed } from './call.ts';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

export const words = createWords({ sv, en });
export type SessionWords = Translated<typeof sv>;

/** What a failed call is called here. `asPassword`: the question was about the password alone. */
export function problemText(said: SessionWords, error: unknown, asPassword = false): string {
  const code = error instanceof CallFailed ? error.code : 'other';
  const key = asPassword && code === 'wrong-credentials' ? 'wrong-password' : code;
  return key in said.problems ? said.problems[key as keyof SessionWords['problems']] : said.problems.other;
}
