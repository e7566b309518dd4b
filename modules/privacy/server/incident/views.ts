import type { IncidentSummary, IncidentView } from '#contract/privacy';
import type { Ctx } from '#platform/db';
import type { Kept } from './incidents.ts';
import { keptAffected } from './keep-affected.ts';

const iso = (moment: number | undefined): string | null =>
  moment === undefined ? null : new Date(moment).toISOString();

export async function summaryOf(ctx: Ctx, { row, clocks }: Kept): Promise<IncidentSummary> {
  return {
    id: row.incident_id,
    kind: row.kind,
    state: row.state,
    awareAt: row.aware_at,
    openedAt: row.opened_at,
    affected: (await keptAffected(ctx, row.incident_id)).length,
    clocks: clocks.map(({ clock, due, answered, state }) => ({
      clock,
      due: iso(due),
      answeredAt: iso(answered?.at),
      state,
    })),
  };
}

/** `named`: whom an id of staff stands for. */
export async function viewOf(ctx: Ctx, kept: Kept, named: (id: string) => string): Promise<IncidentView> {
  const { row, events } = kept;
  const affected = await keptAffected(ctx, row.incident_id);
  const count = (letter: (typeof affected)[number]['letter']): number =>
    affected.filter((one) => one.letter === letter).length;
  return {
    ...(await summaryOf(ctx, kept)),
    authorities: row.authorities,
    peopleAtRisk: row.people_at_risk,
    beganAt: row.began_at,
    endedAt: row.ended_at,
    places: row.places,
    throughStaff: row.through_staff === null ? null : named(row.through_staff),
    description: row.description ?? '',
    events: events.map(({ at, what, note, by_staff: by }) => ({ at, what, note: note ?? '', by: named(by) })),
    letters: {
      none: count('none'),
      queued: count('queued'),
      sent: count('sent'),
      noAddress: count('no-address'),
    },
  };
}
