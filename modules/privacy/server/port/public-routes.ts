import type { Routes } from '#platform/http';
import type { PrivacyDeps } from '../deps.ts';
import { asPort } from './message.ts';
import { portabilitySchema } from './own-set.ts';
import { publicKey } from './signing.ts';

/** What others need to read and check what they are sent: open to anybody, with nothing of anybody in it. */
export function publicRoutes(deps: PrivacyDeps): Routes {
  return (server) => {
    server.get('/.well-known/telink/keys.json', async () => ({
      keys: [{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', x: await publicKey(deps.keys) }],
    }));
    server.get('/.well-known/telink/portability.schema.json', async (_request, reply) =>
      reply
        .type('application/schema+json; charset=utf-8')
        .send(JSON.stringify(await portabilitySchema(asPort(deps), deps))),
    );
  };
}
