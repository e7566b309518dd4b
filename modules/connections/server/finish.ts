import { appendAudit } from '#platform/audit';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, remove, system, transact } from '#platform/db';
import { CALLBACK_PATH, type Outcome } from '../contract.ts';
import { connectionTable, flowTable, type Flow } from '../data-map.ts';
import { next, NONE } from '../pure/life.ts';
import { connectorFor, scopesFor } from './connectors.ts';
import { ctxOf, hashed, iso, type House, type PersonActor } from './deps.ts';
import { classify, type Refusal } from './refusal.ts';
import { apply, keepGrant, lockConnection, stored } from './store.ts';

export interface Finished {
  readonly outcome: Outcome;
  readonly connection?: string;
}

/**
 * Ends a journey: the flow is used up first, whatever happens then, so that a callback address works once (RFC 6749 §10.12, RFC 9700
 * §4.7). `query` is what stands after the callback's «?»; the redirect address itself is ours, never the request's.
 */
export async function finish(house: House, actor: PersonActor, query: string): Promise<Finished> {
  const callback = new URL(`${CALLBACK_PATH}?${query}`, house.config.origins.app);
  const state = callback.searchParams.get('state') ?? '';
  if (state === '') return { outcome: 'mismatch' };
  const flow = await takeFlow(house, actor, hashed(state));
  if (typeof flow === 'string') return { outcome: flow };
  const found = connectorFor(house.connectors, flow.provider, flow.feature);
  if (!found || !house.provider) return { outcome: 'provider-down' };
  const error = callback.searchParams.get('error');
  if (error !== null) {
    const description = `${callback.searchParams.get('error_description') ?? ''} ${callback.searchParams.get('error_subcode') ?? ''}`;
    const refusal = classify(
      error,
      description,
      callback.searchParams.get('claims') ?? undefined,
      'authorize',
    );
    house.log.info('journey refused', {
      slice: 'connections',
      code: refusal.kind,
      reason: /AADSTS\d{4,7}/.exec(description)?.[0] ?? 'none',
    });
    return refused(house, actor, flow, refusal);
  }
  const answer = await house.provider.redeem(callback, {
    state,
    nonce: flow.nonce,
    verifier: flow.verifier,
    scopes: scopesFor(found.connector, found.feature),
  });
  if (!answer.ok) return refused(house, actor, flow, answer.refusal);
  const came = await transact(ctxOf(house, actor), async (tx) => {
    const kept = await keepGrant(tx, actor, house.now(), {
      ...found,
      grant: answer.grant,
      account: answer.account,
      waiting: flow.connection_id,
    });
    await house.disclosed(tx, actor, found.connector.recipient);
    await appendAudit(queryOf(tx), house.now, {
      event: 'connection-opened',
      purpose: 'mail_client',
      actor,
      subject: actor.person,
      customer: actor.customer,
      detail: {
        connection: kept.connection,
        provider: found.connector.id,
        feature: found.feature,
        outcome: kept.outcome,
      },
    });
    return kept;
  });
  return came;
}

type TakenFlow = Pick<Flow, 'provider' | 'feature' | 'connection_id' | 'verifier' | 'nonce'>;

/** Finds the flow by its state, deletes it, and says whether this session may end it. Found as the product, because whose it is is the question. */
async function takeFlow(
  house: House,
  actor: PersonActor,
  stateHash: string,
): Promise<TakenFlow | 'mismatch' | 'other-person' | 'expired'> {
  const ctx = ctxOf(house, system('connections'));
  const row = await transact(ctx, async (tx) => {
    const found = (
      await read(
        tx,
        'mail_client',
        flowTable,
        [
          'customer_id',
          'person_id',
          'session_hash',
          'provider',
          'feature',
          'connection_id',
          'verifier',
          'nonce',
          'expires_at',
        ],
        { where: { state_hash: stateHash }, forUpdate: true },
      )
    )[0];
    if (found) await remove(tx, flowTable, { state_hash: stateHash, customer_id: found.customer_id });
    return found;
  });
  if (!row) return 'mismatch';
  if (row.person_id !== actor.person || row.customer_id !== actor.customer) return 'other-person';
  if (row.session_hash !== hashed(actor.session)) return 'mismatch';
  if (Date.parse(row.expires_at) <= house.now()) return 'expired';
  return row;
}

async function refused(
  house: House,
  actor: PersonActor,
  flow: TakenFlow,
  refusal: Refusal,
): Promise<Finished> {
  switch (refusal.kind) {
    case 'pending-admin':
      return { outcome: 'pending-admin', connection: await waitForAdmin(house, actor, flow) };
    // A code that is too old or used is the journey's fault, and so is a sign-in that was not fresh enough: begin again.
    case 'revoked':
    case 'claims':
      return { outcome: 'expired' };
    default:
      return { outcome: refusal.kind };
  }
}

/** Keeps a row that waits, so that the person finds the link to hand over also tomorrow. It knows no name and no address. */
async function waitForAdmin(house: House, actor: PersonActor, flow: TakenFlow): Promise<string> {
  return transact(ctxOf(house, actor), async (tx) => {
    const existing = flow.connection_id === null ? undefined : await lockConnection(tx, flow.connection_id);
    if (existing && existing.life.state !== 'disconnected') {
      await apply(tx, actor, existing, 'admin-needed');
      return existing.id;
    }
    const waiting = (
      await read(tx, 'mail_client', connectionTable, ['connection_id'], {
        where: { provider: flow.provider, state: 'pending-admin', subject: null },
      })
    )[0];
    if (waiting) return waiting.connection_id;
    const life = next(NONE, 'admin-needed');
    if (!life) throw new Error('Waiting begins from nothing.');
    const id = randomId();
    await insert(tx, connectionTable, {
      customer_id: actor.customer, connection_id: id, person_id: actor.person, provider: flow.provider, ...stored(life),
      features: [], scopes: [], missing: [], subject: null, address: null, name: null, claims: null, admin_hash: null, admin_until: null,
      created_at: iso(house.now()), connected_at: null, last_token_at: null, last_token_until: null, disconnected_at: null,
    }); // prettier-ignore
    return id;
  });
}
