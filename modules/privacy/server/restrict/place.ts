import { appendAudit } from '#platform/audit';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, transact, update, type Actor, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { rolesOf } from '#modules/customers';
import { FREEZABLE, freezableField, type Ground, type PlaceBody } from '#contract/privacy';
import { restriction } from '#data-map/privacy';
import { answerRequest, fileRequest } from '../requests/file-request.ts';

export interface Whose {
  readonly customer: string;
  readonly person: string;
}

export interface Placed {
  readonly id: string;
  /** The request it was asked in. */
  readonly request: string;
}

const at = (whose: Whose): { customer_id: string; person_id: string } => ({
  customer_id: whose.customer,
  person_id: whose.person,
});

/**
 * Freezes something of a person, at once, for a ground of Art. 18.1: the next read goes without it. Asked for by the person or taken down
 * by staff; the request is filed and answered. @throws Problem bad-request when what is named can't be frozen by itself, not-found
 */
export async function placeRestriction(
  ctx: Ctx,
  whose: Whose,
  given: Omit<PlaceBody, 'ground'> & { readonly ground: Ground },
  by: {
    readonly placedBy: 'person' | 'staff' | 'objection';
    readonly request?: string;
    /** Whose act it is in the chain, where the product looks things up for them. */
    readonly actor?: Actor;
  },
): Promise<Placed> {
  return transact(ctx, async (inner) => {
    const roles = await rolesOf(inner, whose);
    if (roles.length === 0) throw new Problem('not-found');
    const pays = roles.includes('subscriber');
    const scope = scopeOf(given, pays);
    const request =
      by.request ??
      (
        await fileRequest(inner, {
          ...whose,
          kind: 'restriction',
          hat: pays ? 'subscriber' : 'person',
          channel: by.placedBy === 'person' ? 'app' : 'letter',
          proof: by.placedBy === 'person' ? 'session' : 'staff',
          ...(given.note === '' ? {} : { text: given.note }),
        })
      ).id;
    const id = randomId();
    await insert(inner, restriction, {
      kept_until: null,
      ...at(whose),
      restriction_id: id,
      covers_customer: pays,
      ...scope,
      ground: given.ground,
      placed_by: by.placedBy,
      request_id: request,
      note: given.note === '' ? null : given.note.normalize('NFC'),
      from_at: isoTime(inner.db.clock),
      lift_asked_at: null,
      notice_sent_at: null,
      lifted_at: null,
    });
    await note(inner, whose, { act: 'restricted', scope: given.scope, ground: given.ground }, by.actor);
    if (by.request === undefined)
      await answerRequest(
        inner,
        { customer: whose.customer, id: request },
        { outcome: 'granted', text: 'Uppgifterna är frysta. Du får besked innan frysningen hävs.' },
      );
    return { id, request };
  });
}

/** @throws Problem bad-request */
function scopeOf(
  given: Pick<PlaceBody, 'scope' | 'table' | 'field' | 'record'>,
  pays: boolean,
): {
  readonly scope: PlaceBody['scope'];
  readonly table_name: string | null;
  readonly field_name: string | null;
  readonly record_key: Readonly<Record<string, string>> | null;
} {
  const { scope, table, field, record } = given;
  const none = { scope, table_name: null, field_name: null, record_key: null };
  if (scope === 'person') return none;
  const named = FREEZABLE.find((one) => one.table === table && one.scope === scope);
  if (named === undefined || (named.customers === true && !pays)) throw new Problem('bad-request', ['table']);
  if (scope === 'table') return { ...none, table_name: named.table };
  if (scope === 'field') {
    if (field === undefined || !freezableField(named.table, field))
      throw new Problem('bad-request', ['field']);
    return { ...none, table_name: named.table, field_name: field };
  }
  if (record === undefined || named.record === undefined) throw new Problem('bad-request', ['record']);
  return { ...none, table_name: named.table, record_key: { [named.record]: record } };
}

/** The person says that it may be lifted: it stays until the notice has been sent. */
export async function askToLift(ctx: Ctx, whose: Whose, id: string): Promise<void> {
  await changed(ctx, whose, id, { lift_asked_at: isoTime(ctx.db.clock) });
}

/** Notes that the person has been told (Art. 18.3). `send` hands the notice over, or throws: then nothing is noted. */
export async function sendNotice(
  ctx: Ctx,
  whose: Whose,
  id: string,
  send: (ctx: Ctx) => Promise<void>,
  actor?: Actor,
): Promise<void> {
  await transact(ctx, async (inner) => {
    await inForce(inner, whose, id);
    await send(inner);
    await changed(inner, whose, id, { notice_sent_at: isoTime(inner.db.clock) });
    await note(inner, whose, { act: 'restriction-notice' }, actor);
  });
}

/** Ends it. @throws Problem notice-first while the person has not been told (promise restriction.6), not-found, conflict (lifted already) */
export async function liftRestriction(ctx: Ctx, whose: Whose, id: string, actor?: Actor): Promise<void> {
  await transact(ctx, async (inner) => {
    const found = await inForce(inner, whose, id);
    if (found.notice_sent_at === null) throw new Problem('notice-first');
    await changed(inner, whose, id, { lifted_at: isoTime(inner.db.clock) });
    await note(inner, whose, { act: 'restriction-lifted' }, actor);
  });
}

async function inForce(
  ctx: Ctx,
  whose: Whose,
  id: string,
): Promise<{ readonly notice_sent_at: string | null }> {
  const [found] = await read(ctx, 'rights', restriction, ['notice_sent_at', 'lifted_at'], {
    where: { ...at(whose), restriction_id: id },
    forUpdate: true,
  });
  if (found === undefined) throw new Problem('not-found');
  if (found.lifted_at !== null) throw new Problem('conflict');
  return found;
}

async function changed(
  ctx: Ctx,
  whose: Whose,
  id: string,
  set: { lift_asked_at: string } | { notice_sent_at: string } | { lifted_at: string },
): Promise<void> {
  const count = await update(ctx, restriction, set, { ...at(whose), restriction_id: id, lifted_at: null });
  if (count === 0) throw new Problem('not-found');
}

/** Into the chain: that it was done, by whom, never what was said. */
export async function note(
  ctx: Ctx,
  whose: Whose,
  detail: Readonly<Record<string, string | number>>,
  actor: Actor = ctx.actor,
): Promise<void> {
  await appendAudit(queryOf(ctx), ctx.db.clock.now, {
    event: 'rights-decision',
    purpose: 'rights',
    actor,
    subject: whose.person,
    customer: whose.customer,
    detail,
  });
}
