import { rolesOf } from '#modules/customers';
import { hashToken, newToken } from '#modules/session';
import type { PortBody, PortMade, PortView } from '#contract/privacy';
import { portTransfer } from '#data-map/privacy';
import { appendAudit } from '#platform/audit';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, transact, update } from '#platform/db';
import { Problem } from '#platform/problem';
import type { PersonActor, PrivacyDeps } from '../deps.ts';
import { answerRequest, fileRequest } from '../requests/file-request.ts';
import type { Who } from '../rows-about.ts';
import { hashOfCode, newCode } from './claim.ts';
import { asPort } from './message.ts';

/** An archive, a token and a push that is not answered stop holding after a week. */
const LIFE = 7 * 86_400_000;
const READY = 'Uppgifterna är klara att ta med. / The data is ready to take along.';

/** Files the request and opens a way: an archive here, a token for another operator, or a push to one. @throws Problem bad-request */
export async function beginTransfer(
  deps: PrivacyDeps,
  actor: PersonActor,
  { way, receiver }: PortBody,
): Promise<PortMade> {
  if ((way === 'push') !== (receiver !== undefined)) throw new Problem('bad-request', ['receiver']);
  if (receiver !== undefined && !deps.config.controllers.has(receiver))
    throw new Problem('bad-request', ['receiver']);
  const who = { customer: actor.customer, person: actor.person };
  const id = randomId();
  const token = way === 'pull' ? newToken() : undefined;
  const code = way === 'push' ? newCode() : undefined;
  const expiresAt = new Date(deps.db.clock.now() + LIFE).toISOString();
  await transact(asPort(deps), async (ctx) => {
    const filed = await fileRequest(ctx, {
      ...who,
      kind: 'portability',
      hat: 'person',
      channel: 'app',
      proof: 'session',
    });
    await insert(ctx, portTransfer, {
      customer_id: who.customer,
      person_id: who.person,
      transfer_id: id,
      way,
      receiver: receiver ?? null,
      state: 'open',
      token_hash: token === undefined ? null : hashToken(token).toString('base64url'),
      claim_hash: code === undefined ? null : hashOfCode(code),
      request_id: filed.id,
      tries: 0,
      made_at: isoTime(ctx.db.clock),
      expires_at: expiresAt,
      done_at: null,
    });
    await appendAudit(queryOf(ctx), ctx.db.clock.now, {
      event: 'rights-decision',
      purpose: 'rights',
      actor,
      subject: who.person,
      customer: who.customer,
      detail: { right: 'portability', way, receiver: receiver ?? '', transfer: id },
    });
    if (way !== 'push')
      await answerRequest(ctx, { customer: who.customer, id: filed.id }, { outcome: 'granted', text: READY });
  });
  return {
    id,
    way,
    expiresAt,
    ...(way === 'archive' ? { archive: `/api/privacy/port/${id}/archive` } : {}),
    ...(token === undefined ? {} : { token, address: `${deps.config.origins.app}/api/privacy/port/pull` }),
    ...(code === undefined ? {} : { code }),
  };
}

/** What was taken along and what waits. */
export async function transfersOf(deps: PrivacyDeps, actor: PersonActor): Promise<PortView> {
  const rows = await read(
    { db: deps.db, actor },
    'rights',
    portTransfer,
    ['transfer_id', 'way', 'receiver', 'state', 'tries', 'made_at', 'expires_at', 'done_at'],
    {
      where: { customer_id: actor.customer, person_id: actor.person },
      order: [['made_at', 'desc']],
      limit: 50,
    },
  );
  const now = isoTime(deps.db.clock);
  return {
    receivers: [...deps.config.controllers.keys()],
    transfers: rows.map((row) => ({
      id: row.transfer_id,
      way: row.way,
      receiver: row.receiver,
      state: row.state === 'open' && row.expires_at <= now ? 'expired' : row.state,
      tries: row.tries,
      madeAt: row.made_at,
      expiresAt: row.expires_at,
      doneAt: row.done_at,
    })),
  };
}

/** @throws Problem not-found when it is not the person's own, not an archive, or too old. */
export async function openArchive(deps: PrivacyDeps, actor: PersonActor, id: string): Promise<Who> {
  const key = { customer_id: actor.customer, person_id: actor.person, transfer_id: id };
  const [row] = await read({ db: deps.db, actor }, 'rights', portTransfer, ['expires_at'], {
    where: { ...key, way: 'archive', state: { in: ['open', 'done'] } },
  });
  if (row === undefined || row.expires_at <= isoTime(deps.db.clock)) throw new Problem('not-found');
  await update(asPort(deps), portTransfer, { state: 'done', done_at: isoTime(deps.db.clock) }, key);
  return { customer: actor.customer, person: actor.person, roles: actor.roles };
}

/** Takes back what nobody has got yet. @throws Problem not-found */
export async function withdrawTransfer(deps: PrivacyDeps, actor: PersonActor, id: string): Promise<void> {
  const changed = await update(
    { db: deps.db, actor },
    portTransfer,
    { state: 'withdrawn', token_hash: null, done_at: isoTime(deps.db.clock) },
    { customer_id: actor.customer, person_id: actor.person, transfer_id: id, state: 'open' },
  );
  if (changed === 0) throw new Problem('not-found');
}

/** Spends a token: of two that come at once, one gets the data. @throws Problem not-found, whatever is wrong with it. */
export async function spendToken(
  deps: PrivacyDeps,
  token: string,
): Promise<{ readonly customer: string; readonly person: string; readonly id: string }> {
  return transact(asPort(deps), async (ctx) => {
    const [row] = await read(
      ctx,
      'rights',
      portTransfer,
      ['customer_id', 'person_id', 'transfer_id', 'expires_at'],
      {
        where: { token_hash: hashToken(token).toString('base64url'), way: 'pull', state: 'open' },
        forUpdate: true,
      },
    );
    if (row === undefined || row.expires_at <= isoTime(ctx.db.clock)) throw new Problem('not-found');
    const who = { customer: row.customer_id, person: row.person_id };
    if ((await rolesOf(ctx, who)).length === 0) throw new Problem('not-found');
    await update(
      ctx,
      portTransfer,
      { state: 'done', token_hash: null, done_at: isoTime(ctx.db.clock) },
      { customer_id: who.customer, person_id: who.person, transfer_id: row.transfer_id },
    );
    return { ...who, id: row.transfer_id };
  });
}
