import { Type, type Static, type TObject, type TProperties } from 'typebox';

const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
/** ISO 8601 with a zone: an hour that comes twice is no moment. */
const Moment = Type.String({
  pattern:
    '^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?(Z|[+-][0-9]{2}:[0-9]{2})$',
});
const Words = Type.String({ minLength: 1, maxLength: 4000 });

const kind = Type.Union([
  Type.Literal('disclosed'),
  Type.Literal('lost'),
  Type.Literal('changed'),
  Type.Literal('unavailable'),
]);
export type IncidentKind = Static<typeof kind>;
const authority = Type.Union([Type.Literal('pts'), Type.Literal('imy')]);
const clock = Type.Union([
  Type.Literal('pts-first'),
  Type.Literal('pts-supplement'),
  Type.Literal('imy'),
  Type.Literal('people'),
]);
/** One text for each clock. */
export type IncidentText = Static<typeof clock>;

/** `POST /api/office/incidents`. `places`: tables or categories of the data map. */
export const openIncident = strict({
  kind,
  authorities: Type.Array(authority, { minItems: 1, maxItems: 2, uniqueItems: true }),
  peopleAtRisk: Type.Boolean(),
  awareAt: Moment,
  beganAt: Moment,
  endedAt: Moment,
  places: Type.Array(Type.String({ pattern: '^[a-z_]{1,60}(\\.[a-z_]{1,60})?$' }), {
    minItems: 1,
    maxItems: 100,
  }),
  throughStaff: Type.Optional(Id),
  description: Words,
});
export type OpenIncident = Static<typeof openIncident>;
export const incidentOpened = strict({ id: Type.String() });

export const incidentParam = strict({ id: Id });
const runningClock = strict({
  clock,
  /** ISO; null: without undue delay. */
  due: Type.Union([Type.String(), Type.Null()]),
  answeredAt: Type.Union([Type.String(), Type.Null()]),
  state: Type.Union([
    Type.Literal('running'),
    Type.Literal('in-time'),
    Type.Literal('late'),
    Type.Literal('not-needed'),
  ]),
});
const summary = {
  id: Type.String(),
  kind,
  state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  awareAt: Type.String(),
  openedAt: Type.String(),
  affected: Type.Integer(),
  clocks: Type.Array(runningClock),
};
export const incidentSummary = strict(summary);
export type IncidentSummary = Static<typeof incidentSummary>;
/** `GET /api/office/incidents`: newest first; what may be named as affected; whose session it may have gone through. */
export const incidentList = strict({
  incidents: Type.Array(incidentSummary),
  places: Type.Array(Type.String()),
  staff: Type.Array(strict({ id: Type.String(), name: Type.String() })),
});
export type IncidentList = Static<typeof incidentList>;
/** `GET /api/office/incidents/:id` */
export const incidentView = strict({
  ...summary,
  authorities: Type.Array(authority),
  peopleAtRisk: Type.Boolean(),
  beganAt: Type.String(),
  endedAt: Type.String(),
  places: Type.Array(Type.String()),
  throughStaff: Type.Union([Type.String(), Type.Null()]),
  description: Type.String(),
  events: Type.Array(
    strict({ at: Type.String(), what: Type.String(), note: Type.String(), by: Type.String() }),
  ),
  letters: strict({
    none: Type.Integer(),
    queued: Type.Integer(),
    sent: Type.Integer(),
    noAddress: Type.Integer(),
  }),
});
export type IncidentView = Static<typeof incidentView>;

/** `POST …/affected`: finds them anew. Answers with `GET`’s list. */
export const affectedList = strict({
  affected: Type.Array(
    strict({
      customer: Type.String(),
      /** Empty: the customer as such. */
      person: Type.String(),
      letter: Type.Union([
        Type.Literal('none'),
        Type.Literal('queued'),
        Type.Literal('sent'),
        Type.Literal('no-address'),
      ]),
      toldAt: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
export type AffectedList = Static<typeof affectedList>;
export const nothing = strict({});
export const textParam = strict({
  id: Id,
  text: clock,
});
export const textQuery = strict({ language: Type.Union([Type.Literal('sv'), Type.Literal('en')]) });
/** `POST …/answered`: an authority or the people have been told, or need not be, and why. */
export const answerClock = strict({
  clock,
  how: Type.Union([Type.Literal('told'), Type.Literal('not-needed')]),
  note: Words,
});
export type AnswerClock = Static<typeof answerClock>;
export const lettersQueued = strict({ queued: Type.Integer() });
export const closeIncident = strict({ conclusion: Words });
/** `POST …/close`. Not before every clock has its answer. */
export const incidentClosed = Type.Union([
  strict({ ok: Type.Literal(true) }),
  strict({ ok: Type.Literal(false), unanswered: Type.Array(clock) }),
]);
export type IncidentClosed = Static<typeof incidentClosed>;
export {
  clocksOf,
  INCIDENT_ANSWERS,
  wallTime,
  type Answered,
  type Clock,
  type Running,
} from '../incident/clocks.ts';
export { asLetter, incidentText, type IncidentFacts } from '../incident/texts.ts';
