import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { archiveAnswer, archiveBody, archiveParam, heldView } from '#contract/privacy';
import { maskNumber } from '#modules/customers';
import type { Ctx } from '#platform/db';
import { languageOf } from '#platform/http';
import { Problem } from '#platform/problem';
import type { Part, PersonActor, PrivacyDeps } from '../deps.ts';
import type { Who } from '../rows-about.ts';
import { archiveOf, type ArchiveDeps } from './archive.ts';
import { askForArchive, openArchive } from './archives.ts';
import { reportOf } from './report.ts';
import { publicKey } from './sign.ts';

/** Each archive that is being written holds a connection of the database. */
const AT_ONCE = 3;

export function part(deps: PrivacyDeps): Part {
  const { config, db, keys, maps, session } = deps;
  const given: ArchiveDeps = {
    maps,
    keys,
    timeZone: config.timeZone,
    appOrigin: config.origins.app,
    controller: config.controller,
  };
  const own = async (request: FastifyRequest): Promise<Ctx & { readonly actor: PersonActor }> => ({
    db,
    actor: await session.require(request),
  });
  let running = 0;
  return {
    app(server) {
      server.get('/api/privacy/held', { schema: { response: { 200: heldView } } }, async (request) => {
        const ctx = await own(request);
        const report = await reportOf(ctx, given, whoOf(ctx.actor), languageOf(request));
        const { madeAt, neverStored, looks, excluded } = report;
        return {
          madeAt,
          categories: report.categories.map(({ category, name, rows, fields }) => ({
            category,
            name,
            rows,
            fields: fields.map(({ ends: _ends, recipients: _recipients, ...field }) =>
              copy({ ...field, samples: field.samples.map((text) => onScreen(field.place, text)) }),
            ),
          })),
          neverStored: [...neverStored],
          recipients: report.recipients.map(({ first: _first, ...each }) => copy(each)),
          looks: looks.map((each) => copy(each)),
          decisions: report.decisionsSaid,
          excluded: excluded.map((each) => copy(each)),
        };
      });
      server.post(
        '/api/privacy/archives',
        { schema: { body: archiveBody, response: { 200: archiveAnswer } } },
        async (request) => askForArchive(await own(request), request.body.language),
      );
      server.get(
        '/api/privacy/archives/:id',
        { schema: { params: archiveParam } },
        async (request, reply) => {
          const ctx = await own(request);
          if (running >= AT_ONCE) throw new Problem('too-many');
          const opened = await openArchive(ctx, request.params.id);
          if (!opened.ok) throw new Problem(opened.reason === 'expired' ? 'link-dead' : 'not-found');
          running += 1;
          const stream = Readable.from(archiveOf(ctx, given, whoOf(ctx.actor), opened.language));
          stream.once('close', () => (running -= 1));
          stream.once('error', (error) => deps.log.error('a report could not be written', { error }));
          const day = new Date(config.clock.now()).toISOString().slice(0, 10);
          return reply
            .type('application/zip')
            .header('cache-control', 'no-store')
            .header('content-disposition', `attachment; filename="telink-${day}.zip"`)
            .send(stream);
        },
      );
    },
    shop(server) {
      server.get('/.well-known/telink/report-key.json', async () => ({
        kty: 'OKP',
        crv: 'Ed25519',
        use: 'sig',
        x: await publicKey(keys),
      }));
    },
  };
}

const whoOf = ({ customer, person, roles }: PersonActor): Who => ({ customer, person, roles });

/** A personal number is whole in the person's own file, and masked where somebody may look over a shoulder (promise customer.2). */
const onScreen = (place: string, text: string): string =>
  place === 'customers.person.personal_number' || place === 'customers.customer.number'
    ? maskNumber(text)
    : text;

/** Lists of the contract are open to change; the report's are not. */
const copy = <T>(value: T): Writable<T> => structuredClone(value) as Writable<T>;
type Writable<T> = T extends readonly (infer E)[]
  ? Writable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Writable<T[K]> }
    : T;
