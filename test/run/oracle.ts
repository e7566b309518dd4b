import { archiveOf } from '#modules/privacy';
import type { Config } from '#platform/config';
import type { KeyStore } from '#platform/crypto';
import type { DataMap } from '#platform/data-map';
import type { Ctx } from '#platform/db';
import type { Canary, Marked } from './canaries.ts';

/** What a report's data.json holds, as far as the oracle reads it. */
export interface ReportData {
  readonly report: {
    readonly excluded: readonly { place: string; why: string }[];
    readonly hidden: readonly { place: string; why: string; ground: string }[];
    readonly [key: string]: unknown;
  };
  readonly data: Readonly<Record<string, readonly Record<string, unknown>[]>>;
}

/** The whole archive of somebody whose canaries were planted. */
export async function archiveOfMarked(
  ctx: Ctx,
  given: { readonly keys: KeyStore; readonly config: Config; readonly maps: readonly DataMap[] },
  { customer, person }: Marked,
): Promise<Buffer> {
  const { config, keys, maps } = given;
  const deps = {
    maps,
    keys,
    timeZone: config.timeZone,
    appOrigin: config.origins.app,
    controller: config.controller,
  };
  const pieces: Buffer[] = [];
  for await (const piece of archiveOf(ctx, deps, { customer, person, roles: ['subscriber', 'user'] }, 'sv'))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Canaries that are neither shown nor in a listed, reasoned exclusion (promise access.2). @returns their places. */
export function missingFrom(files: ReadonlyMap<string, Buffer>, canaries: readonly Canary[]): string[] {
  const { report, data } = JSON.parse(files.get('data.json')!.toString('utf8')) as ReportData;
  const reasoned = new Map([...report.excluded, ...report.hidden].map(({ place, why }) => [place, why]));
  return canaries
    .filter(({ place, value }) => {
      const [schema, table, column = ''] = place.split('.');
      const shown = (data[`${schema}.${table}`] ?? []).some((row) =>
        JSON.stringify(row[column] ?? '').includes(value),
      );
      if (shown) return false;
      return (reasoned.get(place) ?? reasoned.get(`${schema}.${table}`) ?? '') === '';
    })
    .map(({ place }) => place);
}
