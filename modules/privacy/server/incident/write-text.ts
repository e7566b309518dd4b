import type { Config } from '#platform/config';
import type { DataMap } from '#platform/data-map';
import type { Ctx } from '#platform/db';
import { incidentText, type IncidentText } from '#contract/privacy';
import { fieldsOf } from '../rows-about.ts';
import { incidentById, type Kept } from './incidents.ts';
import { keptAffected } from './keep-affected.ts';

/** One of the four texts, filled from the incident as it stands. @throws Problem not-found */
export async function writeText(
  ctx: Ctx,
  { config, maps }: { readonly config: Config; readonly maps: readonly DataMap[] },
  ask: {
    readonly id: string;
    readonly text: IncidentText;
    readonly language: 'sv' | 'en';
    readonly recipient?: string;
  },
): Promise<string> {
  const { row, events }: Kept = await incidentById(ctx, ask.id);
  const affected = await keptAffected(ctx, ask.id);
  const tables = maps.flatMap((map) => map.tables).filter(({ name }) => row.places.includes(name));
  const personal = tables.flatMap((table) =>
    fieldsOf(table).flatMap(([, field]) => (field.personal ? [field] : [])),
  );
  return incidentText(
    ask.text,
    {
      id: row.incident_id,
      kind: row.kind,
      awareAt: Date.parse(row.aware_at),
      beganAt: Date.parse(row.began_at),
      endedAt: Date.parse(row.ended_at),
      now: ctx.db.clock.now(),
      timeZone: config.timeZone,
      description: row.description ?? '',
      categories: [...new Set(personal.map(({ category }) => category))].toSorted(),
      fields: personal.length,
      affected: affected.length,
      // Whoever reads through the product reads in clear; the rest is bytes.
      sealed: row.through_staff === null && personal.some(({ sealed }) => sealed !== undefined),
      peopleAtRisk: row.people_at_risk,
      peopleTold: affected.filter(({ letter }) => letter === 'sent').length,
      conclusion: events.findLast(({ what }) => what === 'closed')?.note ?? undefined,
      controller: config.controller,
      ...(ask.recipient === undefined ? {} : { recipient: ask.recipient }),
    },
    ask.language,
  );
}
