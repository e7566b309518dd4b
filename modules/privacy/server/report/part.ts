import type { Part, PrivacyDeps } from '../deps.ts';

export function part(_deps: PrivacyDeps): Part {
  return {};
}
