import { registerCustomer, registerPerson } from '#modules/customers';
import { compile, readDocument, startBook, type Rater } from '#modules/prices';
import { createService } from '#modules/services';
import { importFile, openDesk, type Format, type ImportResult } from '#modules/traffic';
import { traffic, type FileSpec, type Truth } from '#worlds/switch';
import { testWorld, type TestWorld } from './database.ts';

export const ZONE = 'Europe/Stockholm';

/** The price book a new installation begins with. */
export function startRater(): Rater {
  const documents = startBook().map(({ name, text }) => {
    const read = readDocument(text, name);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    return read.document;
  });
  const compiled = compile(documents, { timeZone: ZONE, homeCountry: 'SE' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  return compiled.rater;
}

export interface TrafficWorld extends TestWorld {
  readonly rater: Rater;
  /** A customer whose services have these numbers, one each. */
  customer(
    numbers: readonly string[],
    plan?: string,
    from?: string,
  ): Promise<{ customer: string; person: string; services: string[] }>;
  /** Reads a file as the command does. */
  read(bytes: Iterable<Uint8Array>, format?: Format, name?: string): Promise<ImportResult>;
}

export async function trafficWorld(): Promise<TrafficWorld> {
  const world = await testWorld();
  const rater = startRater();
  return {
    ...world,
    rater,
    async customer(numbers, plan = 'mobil-bas', from = '2026-01-01') {
      const customer = await registerCustomer(world.ctx, {
        kind: 'person',
        name: 'Vera Lind',
        source: 'order',
        contractStart: from,
      });
      const person = await registerPerson(world.ctx, {
        customer,
        name: 'Vera Lind',
        roles: ['subscriber', 'user'],
        source: 'order',
      });
      const services: string[] = [];
      for (const number of numbers) {
        const made = await createService(world.ctx, {
          customer,
          person,
          kind: 'mobile',
          plan,
          startsOn: from,
          activatedOn: from,
          numbers: [{ number }],
          source: 'order',
          zone: ZONE,
        });
        if (!made.ok) throw new Error(made.reason);
        services.push(made.service);
      }
      return { customer, person, services };
    },
    async read(bytes, format = 'asterisk', name = 'Master.csv') {
      const desk = await openDesk(world.ctx, rater, ZONE);
      return importFile(world.ctx, desk, {
        name,
        format,
        bytes: (async function* () {
          yield* bytes;
        })(),
        options: { system: 'pbx1', timeZone: ZONE, numbers: { country: '46' } },
      });
    },
  };
}

/** The whole file and what is true of it. */
export function fileOf(spec: FileSpec): { readonly bytes: readonly Uint8Array[]; readonly truth: Truth } {
  const bytes: Uint8Array[] = [];
  const making = traffic(spec);
  for (;;) {
    const next = making.next();
    if (next.done === true) return { bytes, truth: next.value };
    bytes.push(next.value.slice());
  }
}
