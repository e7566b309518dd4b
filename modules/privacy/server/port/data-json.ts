import { portable } from '#data-map/privacy';
import { isoTime } from '#platform/clock';
import type { Ctx } from '#platform/db';
import type { Who } from '../rows-about.ts';
import { ownSet, schemaAddress, type PortDeps, type PortRow, type ServiceNames } from './own-set.ts';

/** The whole package as one JSON document, piece by piece. Every table stands there, an empty one too. */
export async function* dataJson(
  ctx: Ctx,
  deps: PortDeps,
  who: Who,
  names: ServiceNames,
): AsyncGenerator<string> {
  const { name, number } = deps.config.controller;
  const head = {
    $schema: schemaAddress(deps),
    format: 'telink-portability',
    version: 1,
    madeAt: isoTime(ctx.db.clock),
    controller: { name, number },
  };
  yield `${JSON.stringify(head).slice(0, -1)},"tables":{`;
  const waiting = portable(deps.maps).map(({ table }) => table.name);
  let open: string | undefined;
  let first = true;
  const upTo = function* (table: string | undefined): Generator<string> {
    if (open !== undefined) yield '\n]';
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      yield `${first ? '' : ','}\n${JSON.stringify(next)}:[`;
      first = false;
      if (next === table) return;
      yield ']';
    }
  };
  for await (const { of, rows } of ownSet(ctx, deps, who, names)) {
    let between = ',';
    if (of.table.name !== open) {
      yield* upTo(of.table.name);
      open = of.table.name;
      between = '';
    }
    for (const row of rows) {
      yield `${between}\n${JSON.stringify(row)}`;
      between = ',';
    }
  }
  yield* upTo(undefined);
  yield '\n}}\n';
}

/** One table as CSV (RFC 4180, UTF-8, a header of stable names); an empty value is null, an array is joined by spaces. */
export async function* tableCsv(
  ctx: Ctx,
  deps: PortDeps,
  who: Who,
  names: ServiceNames,
  table: string,
): AsyncGenerator<string> {
  const of = portable(deps.maps).find((each) => each.table.name === table);
  if (of === undefined) return;
  const columns = [...('service_id' in of.table.columns ? ['service'] : []), ...of.context, ...of.columns];
  yield `${columns.join(',')}\r\n`;
  for await (const { rows } of ownSet(ctx, deps, who, names, (name) => name === table))
    for (const row of rows) yield `${columns.map((column) => cell(row, column)).join(',')}\r\n`;
}

function cell(row: PortRow, column: string): string {
  const value = row[column];
  const text = Array.isArray(value) ? value.map(textOf).join(' ') : textOf(value);
  // A formula in a sheet is not what anybody gave us (CWE-1236): the sign is kept, behind an apostrophe. A number keeps its sign.
  const safe = /^[=@\t\r]|^[+-](?![0-9])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A value of a row as text; null is empty. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
