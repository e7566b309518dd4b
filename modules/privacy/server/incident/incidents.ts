import { appendAudit } from '#platform/audit';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, transact, update, type Actor, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { AnswerClock, OpenIncident } from '#contract/privacy';
import { clocksOf, INCIDENT_ANSWERS, type Answered, type Clock, type Running } from '#contract/privacy';
import { incident, incidentEvent, type IncidentEventRow, type IncidentRow } from '#data-map/privacy';

/** Who does it: the actor for the audit chain, the id for the incident's own log. */
export interface By {
  readonly actor: Actor;
  readonly name: string;
}

/** One incident as it stands. */
export interface Kept {
  readonly row: IncidentRow;
  readonly events: readonly IncidentEventRow[];
  readonly clocks: readonly Running[];
}

const COLUMNS = [
  'incident_id',
  'kind',
  'authorities',
  'people_at_risk',
  'state',
  'aware_at',
  'opened_at',
  'began_at',
  'ended_at',
  'places',
  'through_staff',
  'description',
  'opened_by',
] as const;
const EVENT_COLUMNS = ['incident_id', 'event_id', 'at', 'what', 'note', 'by_staff'] as const;

/** Puts an incident on the list; its clocks run from when the operator became aware. @returns its id @throws Problem bad-request (times that can't be) */
export async function openIncident(
  ctx: Ctx,
  by: By,
  given: Omit<OpenIncident, 'places'> & { readonly tables: readonly string[] },
): Promise<string> {
  const now = ctx.db.clock.now();
  const [aware, began, ended] = [given.awareAt, given.beganAt, given.endedAt].map((time) => Date.parse(time));
  const wrong = [
    ...(aware !== undefined && aware <= now ? [] : ['awareAt']),
    ...(began !== undefined && ended !== undefined && began <= ended ? [] : ['endedAt']),
  ];
  if (wrong.length > 0) throw new Problem('bad-request', wrong);
  const id = randomId();
  const iso = (time: string): string => new Date(time).toISOString();
  await transact(ctx, async (tx) => {
    await insert(tx, incident, {
      incident_id: id,
      kind: given.kind,
      authorities: given.authorities,
      people_at_risk: given.peopleAtRisk,
      state: 'open',
      aware_at: iso(given.awareAt),
      opened_at: new Date(now).toISOString(),
      began_at: iso(given.beganAt),
      ended_at: iso(given.endedAt),
      places: [...given.tables],
      through_staff: given.throughStaff ?? null,
      description: given.description,
      opened_by: by.name,
    });
    await note(tx, id, by, 'opened', null);
  });
  return id;
}

/** Every incident, newest first. */
export async function listIncidents(ctx: Ctx): Promise<readonly Kept[]> {
  const rows = await read(ctx, 'security', incident, COLUMNS, { order: [['opened_at', 'desc']] });
  const events = await read(ctx, 'security', incidentEvent, EVENT_COLUMNS, { order: [['at', 'asc']] });
  return rows.map((row) =>
    standing(
      ctx,
      row,
      events.filter((event) => event.incident_id === row.incident_id),
    ),
  );
}

/** @throws Problem not-found */
export async function incidentById(ctx: Ctx, id: string): Promise<Kept> {
  const [row] = await read(ctx, 'security', incident, COLUMNS, { where: { incident_id: id } });
  if (row === undefined) throw new Problem('not-found');
  const events = await read(ctx, 'security', incidentEvent, EVENT_COLUMNS, {
    where: { incident_id: id },
    order: [['at', 'asc']],
  });
  return standing(ctx, row, events);
}

function standing(ctx: Ctx, row: IncidentRow, events: readonly IncidentEventRow[]): Kept {
  const answered = events.flatMap(({ what, at }): Answered[] => {
    const found = INCIDENT_ANSWERS.get(what);
    return found === undefined ? [] : [{ ...found, at: Date.parse(at) }];
  });
  return {
    row,
    events,
    clocks: clocksOf(
      { awareAt: Date.parse(row.aware_at), authorities: row.authorities, peopleAtRisk: row.people_at_risk },
      answered,
      ctx.db.clock.now(),
    ),
  };
}

/** A clock's answer: told, or not needed and why (GDPR Art. 33.5: the ground is kept). The first answer stands. @throws Problem not-found, conflict */
export async function answerClock(
  ctx: Ctx,
  by: By,
  id: string,
  { clock, how, note: why }: AnswerClock,
): Promise<void> {
  await transact(ctx, async (tx) => {
    await lock(tx, id);
    const { clocks } = await incidentById(tx, id);
    const running = clocks.find((one) => one.clock === clock);
    if (running === undefined) throw new Problem('not-found');
    if (running.answered !== undefined) throw new Problem('conflict');
    await note(tx, id, by, `${how === 'told' ? 'told' : 'not-needed'}:${clock}`, why);
  });
}

/** Closes it, with what came of it; not while anybody who must be told has not been, or it has not been said why not. @throws Problem not-found */
export async function closeIncident(
  ctx: Ctx,
  by: By,
  id: string,
  conclusion: string,
): Promise<{ ok: true } | { ok: false; unanswered: Clock[] }> {
  return transact(ctx, async (tx) => {
    await lock(tx, id);
    const { clocks, row } = await incidentById(tx, id);
    const unanswered = clocks.filter((one) => one.answered === undefined).map(({ clock }) => clock);
    if (unanswered.length > 0) return { ok: false, unanswered };
    if (row.state === 'closed') return { ok: true };
    await update(tx, incident, { state: 'closed' }, { incident_id: id });
    await note(tx, id, by, 'closed', conclusion);
    return { ok: true };
  });
}

const lock = async (tx: Ctx, id: string): Promise<void> =>
  void (await queryOf(tx)('SELECT 1 FROM privacy.incident WHERE incident_id = $1 FOR UPDATE', [id]));

/** Into the incident's own log and, without its words, into the audit chain. */
export async function note(tx: Ctx, id: string, by: By, what: string, words: string | null): Promise<void> {
  const { clock } = tx.db;
  await insert(tx, incidentEvent, {
    incident_id: id,
    event_id: randomId(),
    at: new Date(clock.now()).toISOString(),
    what,
    note: words,
    by_staff: by.name,
  });
  await appendAudit(queryOf(tx), clock.now, {
    event: 'incident-noted',
    purpose: 'security',
    actor: by.actor,
    subject: '',
    customer: '',
    detail: { incident: id, what },
  });
}
