import { read, type Ctx } from '#platform/db';
import { address, customer, person } from '../data-map.ts';

/** Whom a bill is made out to. A person's own number is not part of it: it has no place on an invoice. */
export interface BilledTo {
  readonly customer: string;
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  /** Ten digits, of an organisation. */
  readonly organisation: string | undefined;
  readonly contact:
    | { readonly name: string; readonly email: string | undefined; readonly language: 'sv' | 'en' }
    | undefined;
  readonly address:
    | {
        readonly street: string;
        readonly postalCode: string;
        readonly city: string;
        readonly country: string;
      }
    | undefined;
}

/** Those of these customers that there are, by id. The contact is the first who pays; the address that for invoices, else the home. */
export async function billedTo(ctx: Ctx, customers: readonly string[]): Promise<Map<string, BilledTo>> {
  const where = { customer_id: { in: [...customers] } };
  const rows = await read(ctx, 'bill', customer, ['customer_id', 'kind', 'name'], { where });
  const numbers = new Map<string, string>();
  for (const { customer_id: id, kind } of rows) {
    if (kind !== 'organisation') continue;
    // One by one: a person's number must not be opened on the way to an organisation's, which has to stand on an invoice.
    const [row] = await read(ctx, 'legal_claims', customer, ['number'], { where: { customer_id: id } });
    if (typeof row?.number === 'string') numbers.set(id, row.number);
  }
  const people = await read(
    ctx,
    'bill',
    person,
    ['customer_id', 'person_id', 'name', 'email', 'roles', 'language'],
    {
      where,
      order: [['created_at', 'asc']],
    },
  );
  const today = new Date(ctx.db.clock.now()).toISOString().slice(0, 10);
  const addresses = (
    await read(
      ctx,
      'bill',
      address,
      [
        'customer_id',
        'person_id',
        'kind',
        'street',
        'postal_code',
        'city',
        'country',
        'valid_from',
        'valid_to',
      ],
      { where, order: [['valid_from', 'desc']] },
    )
  ).filter((row) => row.valid_from <= today && (row.valid_to === null || row.valid_to > today));
  return new Map(
    rows.map((row) => {
      const contact = people.find(
        (one) => one.customer_id === row.customer_id && one.roles.includes('subscriber'),
      );
      const own = addresses.filter((one) => one.customer_id === row.customer_id && one.street !== null);
      const at =
        own.find((one) => one.kind === 'invoice') ?? own.find((one) => one.kind === 'home') ?? own[0];
      const organisation = numbers.get(row.customer_id)?.replaceAll(/\D/g, '').slice(-10);
      return [
        row.customer_id,
        {
          customer: row.customer_id,
          kind: row.kind,
          name: row.name ?? '',
          organisation,
          contact:
            contact === undefined
              ? undefined
              : { name: contact.name ?? '', email: contact.email ?? undefined, language: contact.language },
          address:
            at === undefined
              ? undefined
              : {
                  street: at.street ?? '',
                  postalCode: at.postal_code ?? '',
                  city: at.city ?? '',
                  country: at.country,
                },
        },
      ];
    }),
  );
}
