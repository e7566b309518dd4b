import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, read, transact, type Ctx } from '#platform/db';
import type { AnyTable, DataMap, Purpose } from '#platform/data-map';
import { notice, type NoticeWhat } from '#data-map/privacy';

export interface Told {
  readonly what: NoticeWhat;
  /** Names of recipients as in TELINK_RECIPIENTS and the ledger of disclosures. */
  readonly recipients: readonly string[];
  /** What they are to change, or by what they know the person. Sealed until they confirm, then gone. */
  readonly content: Readonly<Record<string, unknown>>;
  /** Id of the correction, erasure or restriction it tells of. */
  readonly about?: string;
}

/**
 * Puts a notice to each recipient in line, in the caller's transaction; sent with retry until the recipient confirms (GDPR Art. 19,
 * promise rectification.3). One without an address in TELINK_RECIPIENTS stays pending and is shown as such.
 * @returns ids of the notices.
 */
export async function tellRecipients(
  ctx: Ctx,
  who: { readonly customer: string; readonly person: string },
  told: Told,
): Promise<readonly string[]> {
  const now = isoTime(ctx.db.clock);
  const ids: string[] = [];
  await transact(ctx, async (inner) => {
    for (const recipient of new Set(told.recipients)) {
      const id = randomId();
      await insert(inner, notice, {
        customer_id: who.customer,
        person_id: who.person,
        notice_id: id,
        recipient,
        what: told.what,
        content: JSON.stringify(told.content),
        about: told.about ?? null,
        state: 'pending',
        tries: 0,
        next_at: now,
        made_at: now,
        sent_at: null,
        confirmed_at: null,
        proof: null,
      });
      ids.push(id);
    }
  });
  return ids;
}

/** What goes to the person's own provider, in their own account there, at their own word: nothing of ours to be told of, and nobody who answers. */
const OWN_ACCOUNT: readonly Purpose[] = ['mail_client', 'calendar_contacts_client'];

/**
 * Everybody who has got something about a person from us: those with a standing arrangement (TELINK_RECIPIENTS), and whoever the ledger of
 * disclosures names for this very person; not the provider of their own mail (GDPR Art. 19 speaks of those to whom we disclosed).
 */
export async function recipientsOf(
  ctx: Ctx,
  maps: readonly DataMap[],
  standing: readonly string[],
  who: { readonly customer: string; readonly person: string },
): Promise<readonly string[]> {
  const ledger: AnyTable | undefined = maps
    .flatMap(({ tables }) => tables)
    .find(({ name }) => name === 'privacy.disclosure');
  const rows =
    ledger === undefined
      ? []
      : await read(ctx, 'rights', ledger, ['recipient', 'purpose'] as never[], {
          where: { customer_id: who.customer, person_id: who.person } as never,
        });
  const named = (rows as unknown as readonly { readonly recipient: string; readonly purpose: Purpose }[])
    .filter(({ purpose }) => !OWN_ACCOUNT.includes(purpose))
    .map(({ recipient }) => recipient);
  return [...new Set([...standing, ...named])];
}
