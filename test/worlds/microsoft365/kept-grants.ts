import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { AdapterPayload } from 'oidc-provider';

export interface Entry {
  payload: AdapterPayload;
  readonly expires: number;
}

export interface KeptGrants {
  readonly entries: Map<string, Entry>;
  /** Account id to the scopes it has approved. */
  readonly consents: Map<string, Set<string>>;
  /** Writes down what must outlive the process. */
  keep(): void;
}

interface Written {
  readonly entries: readonly (readonly [string, Entry])[];
  readonly consents: readonly (readonly [string, readonly string[]])[];
}

/** A cloud does not forget who said yes to what because one machine of it is started anew: with a file, nor does the stand-in. */
export function keptGrants(file: string | undefined): KeptGrants {
  const before: Written =
    file !== undefined && existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Written)
      : { entries: [], consents: [] };
  const entries = new Map(before.entries);
  const consents = new Map(before.consents.map(([account, scopes]) => [account, new Set(scopes)]));
  return {
    entries,
    consents,
    keep() {
      if (file === undefined) return;
      const written: Written = {
        // Codes, sessions and access tokens are over in an hour anyway.
        entries: [...entries].filter(
          ([key, { expires }]) => /^(Grant|RefreshToken):/.test(key) && expires > Date.now(),
        ),
        consents: [...consents].map(([account, scopes]) => [account, [...scopes]]),
      };
      writeFileSync(`${file}.part`, JSON.stringify(written), { mode: 0o600 });
      renameSync(`${file}.part`, file);
    },
  };
}
