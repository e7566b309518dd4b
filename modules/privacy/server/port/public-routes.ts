import type { Routes } from '#platform/http';
import type { PrivacyDeps } from '../deps.ts';
import { publicKey } from './signing.ts';

/** What others need to read and check what they are sent: open to anybody, with nothing of anybody in it. */
export function publicRoutes(deps: PrivacyDeps): Routes {
  return (server) => {
    server.get('/.well-known/telink/keys.json', async () => ({
      keys: [{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', x: await publicKey(deps.keys) }],
    }));
  };
}
