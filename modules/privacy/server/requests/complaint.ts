import { decisionEntries } from '#platform/audit';
import type { Controller } from '#platform/config';
import { isoTime } from '#platform/clock';
import type { KeyStore } from '#platform/crypto';
import { queryOf, type Ctx } from '#platform/db';
import type { PersonActor } from '../deps.ts';
import { authoritiesIn, requestBy } from './look-up.ts';
import { signStatement, type Signed } from './sign.ts';

const HOW =
  'Each entry stands in the operator’s audit chain under `seq`. `hash` is SHA-256 over the bytes of `previous` followed by the JSON array [seq, at, event, purpose, actorKind, actor, role, subject, customer, detail]. Where a member of staff acted, `actor` is withheld (CJEU C-579/21) and the hash is compared with the chain instead: `telink privacy bundle FILE`. The signature is Ed25519 over `statement`, by the key at /.well-known/telink/answer-key.json.';

/** What somebody needs who complains about how a request was handled: the whole history, and where the chain has it (promise complaint.1). @throws Problem not-found */
export async function complaintBundle(
  ctx: Ctx & { readonly actor: PersonActor },
  deps: { readonly keys: KeyStore; readonly controller: Controller },
  id: string,
  language: 'sv' | 'en',
): Promise<Signed> {
  const { customer, person } = ctx.actor;
  const request = await requestBy(ctx, { customer, id });
  return signStatement(deps.keys, {
    type: 'telink/complaint/1',
    madeAt: isoTime(ctx.db.clock),
    controller: deps.controller,
    authorities: authoritiesIn(language),
    request,
    chain: {
      how: HOW,
      entries: await decisionEntries(queryOf(ctx), { customer, subject: person, request: id }),
    },
  });
}
