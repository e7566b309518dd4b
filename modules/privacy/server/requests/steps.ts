import type { Step } from '#contract/privacy';
import { appendAudit } from '#platform/audit';
import { isoTime } from '#platform/clock';
import { KeyDestroyed, randomId } from '#platform/crypto';
import { insert, queryOf, read, system, type Ctx, type Transaction } from '#platform/db';
import { Problem } from '#platform/problem';
import { request, requestEvent, type RequestRow } from '#data-map/privacy';

export interface RequestRef {
  readonly customer: string;
  readonly person: string;
  readonly id: string;
}

/** The register of requests is the product's own to keep; who asked for the act stands in the log and the chain. */
export const asProduct = <C extends Ctx>(ctx: C): C => ({ ...ctx, actor: system('privacy-requests') });

const COLUMNS = [
  'person_id',
  'kind',
  'received_at',
  'target',
  'latest',
  'extended_at',
  'paused_at',
  'paused_days',
  'state',
  'outcome',
  'answered_at',
] as const;
export type LockedRequest = Pick<RequestRow, (typeof COLUMNS)[number]>;

/** The request, held until the transaction ends. A person's context reaches only their own. @throws Problem not-found */
export async function lockRequest(
  ctx: Transaction,
  ref: { readonly customer: string; readonly id: string },
): Promise<LockedRequest> {
  const own = ctx.actor.kind === 'person' ? { person_id: ctx.actor.person } : {};
  if (ctx.actor.kind === 'person' && ctx.actor.customer !== ref.customer) throw new Problem('not-found');
  const [row] = await read(asProduct(ctx), 'rights', request, COLUMNS, {
    where: { customer_id: ref.customer, request_id: ref.id, ...own },
    forUpdate: true,
  });
  if (row === undefined) throw new Problem('not-found');
  return row;
}

/** Writes a step into the request's log and the audit chain, in the same transaction as the step itself. `tell`: a letter goes out. */
export async function step(
  ctx: Transaction,
  ref: RequestRef,
  what: Step,
  more: {
    readonly note?: string;
    readonly tell?: boolean;
    readonly detail?: Readonly<Record<string, string | number>>;
  } = {},
): Promise<void> {
  const kind = ctx.actor.kind === 'person' || ctx.actor.kind === 'staff' ? ctx.actor.kind : 'system';
  const row = {
    customer_id: ref.customer,
    person_id: ref.person,
    request_id: ref.id,
    event_id: randomId(),
    at: isoTime(ctx.db.clock),
    what,
    done_by: kind,
    tell: more.tell === true,
    told_at: null,
  } as const;
  await insert(asProduct(ctx), requestEvent, { ...row, note: more.note ?? null }).catch((error: unknown) => {
    if (!(error instanceof KeyDestroyed)) throw error;
    return insert(asProduct(ctx), requestEvent, { ...row, note: null });
  });
  await appendAudit(queryOf(ctx), ctx.db.clock.now, {
    event: 'rights-decision',
    purpose: 'rights',
    actor: ctx.actor,
    subject: ref.person,
    customer: ref.customer,
    detail: { act: what, request: ref.id, ...more.detail },
  });
}
