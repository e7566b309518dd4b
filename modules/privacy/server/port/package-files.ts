import { portable } from '#data-map/privacy';
import { numberTable } from '#data-map/services';
import { telinkHeader, writeTelinkCsv, type UsageRecord } from '#modules/traffic';
import { read, system, type Ctx } from '#platform/db';
import type { Who } from '../rows-about.ts';
import { dataJson, tableCsv, textOf } from './data-json.ts';
import { ownSet, portabilitySchema, type PortDeps, type PortRow } from './own-set.ts';
import { README } from './readme.ts';
import { signed } from './signing.ts';
import { writeCard } from './vcard.ts';
import { zipped, type ZipEntry } from './zip.ts';

/**
 * What a person takes along, as one archive and as it is made: everything in JSON with its schema, each table as CSV, the own calls in the
 * documented format of switches, the own contact facts as a vCard, and a signed list of checksums (promises portability.1, portability.2).
 */
export async function* portArchive(ctx: Ctx, deps: PortDeps, who: Who): AsyncGenerator<Buffer> {
  yield* zipped(entriesOf(ctx, deps, who), new Date(deps.db.clock.now()));
}

async function* entriesOf(ctx: Ctx, deps: PortDeps, who: Who): AsyncGenerator<ZipEntry> {
  const names = new Map<string, string>();
  const sums: { name: string; bytes: number; sha256: string }[] = [];
  const listed = (entry: ZipEntry): ZipEntry => ({
    ...entry,
    passed: (sum) => void sums.push({ name: entry.name, ...sum }),
  });
  yield listed({ name: 'README.txt', content: [README] });
  yield listed({ name: 'data.json', content: dataJson(ctx, deps, who, names) });
  yield listed({
    name: 'portability.schema.json',
    content: [`${JSON.stringify(await portabilitySchema(ctx, deps), null, 2)}\n`],
  });
  for (const { table } of portable(deps.maps))
    yield listed({ name: `csv/${table.name}.csv`, content: tableCsv(ctx, deps, who, names, table.name) });
  yield listed({ name: 'calls.csv', content: ownCalls(ctx, deps, who) });
  yield listed({ name: 'contact.vcf', content: [await ownCard(ctx, deps, who)] });
  const manifest = `${JSON.stringify({ files: sums }, null, 2)}\n`;
  yield { name: 'manifest.json', content: [manifest] };
  yield { name: 'manifest.sig', content: [`${await signed(deps.keys, manifest)}\n`] };
}

const TRAFFIC = ['traffic.usage', 'traffic.held_usage'];

/** The person's own records in Telink's format (docs/traffic-formats.md), as any operator's mediation can read them. */
async function* ownCalls(ctx: Ctx, deps: PortDeps, who: Who): AsyncGenerator<string> {
  yield telinkHeader;
  const served = await servedNumbers(deps, who);
  for await (const { whole } of ownSet(ctx, deps, who, new Map(), (name) => TRAFFIC.includes(name)))
    for (const row of whole) yield writeTelinkCsv(recordOf(row, served));
}

type Served = (service: string, at: string) => string;

/** Which number a service had at a time: whose contract it is, the product knows and not the one who speaks. */
async function servedNumbers({ db }: PortDeps, who: Who): Promise<Served> {
  const rows = await read(
    { db, actor: system('privacy-port') },
    'rights',
    numberTable,
    ['service_id', 'phone_number', 'valid_from', 'valid_to'],
    { where: { customer_id: who.customer } },
  );
  return (service, at) =>
    rows.find(
      (row) =>
        row.service_id === service && row.valid_from <= at && (row.valid_to === null || at < row.valid_to),
    )?.phone_number ?? '';
}

function recordOf(row: PortRow, served: Served): UsageRecord {
  const text = (column: string): string => textOf(row[column]);
  const start = text('start_at');
  return {
    system: text('system'),
    key: text('event'),
    action: 'new',
    kind: text('kind') as UsageRecord['kind'],
    direction: text('direction') as UsageRecord['direction'],
    served: served(text('service_id'), start),
    other: text('other'),
    start: Date.parse(start),
    offset: Number(row['offset_minutes']),
    seconds: Number(row['seconds']),
    bytes: Number(row['bytes']),
    answered: row['answered'] === true,
    originNetwork: text('origin_network'),
    terminatingNetwork: text('terminating_network'),
    visited: text('visited'),
    line: 1,
  };
}

async function ownCard(ctx: Ctx, deps: PortDeps, who: Who): Promise<string> {
  const found: PortRow[] = [];
  const lived: PortRow[] = [];
  const places = ['customers.person', 'customers.address'];
  for await (const { of, rows } of ownSet(ctx, deps, who, new Map(), (name) => places.includes(name)))
    (of.table.name === 'customers.person' ? found : lived).push(...rows);
  const text = (row: PortRow | undefined, column: string): string => textOf(row?.[column]);
  const orNull = (column: string): string | null =>
    text(found[0], column) === '' ? null : text(found[0], column);
  return writeCard({
    name: text(found[0], 'name'),
    email: orNull('email'),
    phone: orNull('phone'),
    language: text(found[0], 'language') || 'sv',
    addresses: lived
      .filter((row) => row['valid_to'] === null)
      .map((row) => ({
        street: text(row, 'street'),
        postalCode: text(row, 'postal_code'),
        city: text(row, 'city'),
        country: text(row, 'country'),
      })),
  });
}
