import { Type, type Static, type TObject, type TProperties } from 'typebox';

const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const way = Type.Union([Type.Literal('archive'), Type.Literal('push'), Type.Literal('pull')]);
const time = Type.String({ description: 'ISO 8601, UTC' });

/** `POST /api/privacy/port`: asks to take along (GDPR Art. 20); `receiver` is one of those `GET` names, for a push. */
export const portBody = strict({
  way,
  receiver: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
});
export type PortBody = Static<typeof portBody>;

/** What is shown once: `archive` an address on this host, `token` for the other operator to fetch with, `code` for the person to give them. */
export const portMade = strict({
  id,
  way,
  expiresAt: time,
  archive: Type.Optional(Type.String()),
  token: Type.Optional(Type.String()),
  address: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
});
export type PortMade = Static<typeof portMade>;

export const portView = strict({
  /** Operators that data can be sent straight to. */
  receivers: Type.Array(Type.String()),
  transfers: Type.Array(
    strict({
      id,
      way,
      receiver: orNull(Type.String()),
      state: Type.Union([
        Type.Literal('open'),
        Type.Literal('done'),
        Type.Literal('failed'),
        Type.Literal('withdrawn'),
        Type.Literal('expired'),
      ]),
      tries: Type.Integer(),
      madeAt: time,
      expiresAt: time,
      doneAt: orNull(time),
    }),
  ),
});
export type PortView = Static<typeof portView>;
export const portParam = strict({ id });

/** `POST /api/privacy/port/inbox/confirm`: the code the other operator showed the person. */
export const portConfirm = strict({ code: Type.String({ pattern: '^[A-Z2-7-]{16,24}$' }) });
/** `POST /api/privacy/port/pull-in`: fetch from an operator that is registered here, with a token the person made there. */
export const portPullIn = strict({
  from: Type.String({ minLength: 1, maxLength: 80 }),
  token: Type.String({ pattern: '^[A-Za-z0-9_-]{22,64}$' }),
});
export const portTaken = strict({ taken: Type.Literal(true), name: Type.String() });

const text = orNull(Type.String({ maxLength: 400 }));
const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const rows = <T extends TObject>(row: T) => Type.Array(row, { maxItems: 1000 });
const open = <P extends TProperties>(properties: P): TObject<P> => Type.Object(properties);

/**
 * Of another operator's package, what is taken over: facts about the person. Services, numbers and calls are left: those are an order, a
 * move of numbers, and the other operator's own past. Fields this product does not know are passed over, so that versions can differ.
 */
export const takenPackage = open({
  format: Type.Literal('telink-portability'),
  version: Type.Literal(1),
  tables: open({
    'customers.customer': rows(
      open({
        kind: Type.Union([Type.Literal('person'), Type.Literal('organisation')]),
        name: text,
        number: text,
      }),
    ),
    'customers.person': Type.Array(
      open({
        name: text,
        email: text,
        phone: text,
        personal_number: text,
        language: Type.Union([Type.Literal('sv'), Type.Literal('en')]),
      }),
      { minItems: 1, maxItems: 1 },
    ),
    'customers.address': rows(
      open({
        kind: Type.Union([Type.Literal('home'), Type.Literal('invoice'), Type.Literal('delivery')]),
        street: text,
        postal_code: text,
        city: text,
        country: Type.String({ maxLength: 2 }),
        valid_from: day,
        valid_to: orNull(day),
      }),
    ),
    'customers.contact_fact': rows(
      open({
        kind: Type.Union([Type.Literal('email'), Type.Literal('phone')]),
        value: text,
        valid_from: day,
        valid_to: orNull(day),
      }),
    ),
  }),
});
export type TakenPackage = Static<typeof takenPackage>;
/** The message that carries a package between operators: OpenDSR’s fields, and the package. */
export const portMessage = open({
  regulation: Type.Literal('gdpr'),
  subject_request_id: id,
  subject_request_type: Type.Literal('portability'),
  claim: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  package: takenPackage,
});
