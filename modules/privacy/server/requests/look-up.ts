import { dayAt } from '#modules/customers';
import { SWEDISH_AUTHORITIES } from '#modules/site';
import type { AuthoritiesView, OfficeRequestView, RequestItem } from '#contract/privacy';
import { queryOf, read, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { request, requestEvent, type RequestRow } from '#data-map/privacy';
import { dueNow } from './clock-acts.ts';
import { asProduct } from './steps.ts';

const FACTS = [
  'customer_id',
  'person_id',
  'request_id',
  'kind',
  'hat',
  'channel',
  'proof',
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
export type RequestFacts = Pick<RequestRow, (typeof FACTS)[number]>;

export const authoritiesIn = (language: 'sv' | 'en'): AuthoritiesView => {
  const { imy, pts } = SWEDISH_AUTHORITIES;
  return {
    imy: { name: imy.name[language], address: imy.address, url: imy.url },
    pts: { name: pts.name[language], address: pts.address, url: pts.url },
  };
};

export const todayOf = (ctx: Ctx): string => dayAt(ctx.db.clock.now(), ctx.db.timeZone);

export function itemOf(row: RequestFacts, today: string, zone: string): RequestItem {
  const due = row.state === 'paused' ? dueNow(row, today, zone) : row;
  return {
    id: row.request_id,
    kind: row.kind,
    hat: row.hat,
    channel: row.channel,
    proof: row.proof,
    state: row.state,
    receivedAt: row.received_at,
    target: due.target,
    latest: due.latest,
    extended: row.extended_at !== null,
    pausedDays: row.paused_days,
    outcome: row.outcome,
    answeredAt: row.answered_at,
  };
}

/** A person's own requests, newest first. */
export async function requestsOf(
  ctx: Ctx,
  who: { readonly customer: string; readonly person: string },
): Promise<RequestItem[]> {
  const rows = await read(ctx, 'rights', request, FACTS, {
    where: { customer_id: who.customer, person_id: who.person },
    order: [['received_at', 'desc']],
  });
  const today = todayOf(ctx);
  return rows.map((row) => itemOf(row, today, ctx.db.timeZone));
}

/** All that is not answered yet, whoever asked: for the office's board, without a word of what was said. */
export const openRequests = (ctx: Ctx): Promise<RequestFacts[]> =>
  read(asProduct(ctx), 'rights', request, FACTS, { where: { state: { in: ['open', 'paused'] } } });

/** One with its words and its log. As `ctx`: a person reaches their own, staff what their case opens. @throws Problem not-found */
export async function requestBy(
  ctx: Ctx,
  ref: { readonly customer: string; readonly id: string },
): Promise<OfficeRequestView & { readonly answer: string | null }> {
  const where = { customer_id: ref.customer, request_id: ref.id };
  const [row] = await read(ctx, 'rights', request, [...FACTS, 'text', 'answer'], { where });
  if (row === undefined) throw new Problem('not-found');
  const log = await read(ctx, 'rights', requestEvent, ['at', 'what', 'done_by', 'note'], {
    where,
    order: [['at', 'asc']],
  });
  return {
    ...itemOf(row, todayOf(ctx), ctx.db.timeZone),
    text: row.text,
    answer: row.answer,
    log: log.map(({ at, what, done_by: by, note }) => ({ at, what, by, note })),
  };
}

export interface RequestFigures {
  readonly received: number;
  readonly answered: number;
  readonly answeredInTime: number;
  readonly overdue: number;
  readonly open: number;
}

/** Counts for everybody to see: of all requests there are, those answered, those answered by their last day, those past it without an answer, those still open (promise access.3). */
export async function requestFigures(ctx: Ctx): Promise<RequestFigures> {
  const { rows } = await queryOf(ctx)(
    `WITH asked AS (
       SELECT latest, answered_at, state <> 'withdrawn' AS counts FROM privacy.request
       UNION ALL SELECT latest, answered_at, true FROM privacy.unknown_request WHERE answered_at IS NOT NULL)
     SELECT count(*)::int AS received,
       count(*) FILTER (WHERE counts AND answered_at IS NOT NULL)::int AS answered,
       count(*) FILTER (WHERE counts AND (answered_at AT TIME ZONE $1)::date <= latest)::int AS in_time,
       count(*) FILTER (WHERE answered_at IS NULL AND latest < $2::date)::int AS overdue,
       count(*) FILTER (WHERE answered_at IS NULL)::int AS open
     FROM asked`,
    [ctx.db.timeZone, todayOf(ctx)],
  );
  const row = rows[0] ?? {};
  return {
    received: Number(row['received']),
    answered: Number(row['answered']),
    answeredInTime: Number(row['in_time']),
    overdue: Number(row['overdue']),
    open: Number(row['open']),
  };
}
