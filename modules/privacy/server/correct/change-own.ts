import { changeAddress, changeContact, changeLanguage, personById } from '#modules/customers';
import type { AddressBody } from '#contract/privacy';
import { address } from '#data-map/customers';
import { read, system, transact, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { PersonActor, PrivacyDeps } from '../deps.ts';
import { recordCorrection, tellChange, type Whom } from './record-correction.ts';

/** In the person's own words, so the operator's own work: the actor's reads reach only themselves, and so does this. */
export const asProduct = (deps: PrivacyDeps): Ctx => ({ db: deps.db, actor: system('privacy-correct') });
export const whomOf = (actor: PersonActor): Whom => ({ customer: actor.customer, person: actor.person });

/** One's own address, number and language hold at once; what held before is history with its ground (promise rectification.2). */
export async function changeOwn(
  deps: PrivacyDeps,
  actor: PersonActor,
  wanted:
    | { readonly what: 'address'; readonly address: AddressBody }
    | { readonly what: 'phone'; readonly value: string }
    | { readonly what: 'language'; readonly value: 'sv' | 'en' },
): Promise<string> {
  const who = whomOf(actor);
  const change = { source: 'person', zone: deps.config.timeZone } as const;
  return transact(asProduct(deps), async (ctx) => {
    const before = await personById(ctx, who);
    if (before === undefined) throw new Problem('not-found');
    let earlier: string | null;
    let value: string;
    if (wanted.what === 'address') {
      const { country, ...lines } = wanted.address;
      earlier = await addressText(ctx, who, lines.kind);
      await changeAddress(ctx, who, {
        ...change,
        address: { ...lines, ...(country === undefined ? {} : { country }) },
      });
      value = (await addressText(ctx, who, lines.kind)) ?? '';
    } else if (wanted.what === 'phone') {
      earlier = before.phone ?? null;
      await changeContact(ctx, who, { ...change, kind: 'phone', value: wanted.value, verified: false });
      value = (await personById(ctx, who))?.phone ?? '';
    } else {
      earlier = before.language;
      await changeLanguage(ctx, who, wanted.value);
      value = wanted.value;
    }
    const changed = { what: wanted.what, earlier, value } as const;
    const id = await recordCorrection(ctx, who, {
      what: wanted.what,
      state: 'done',
      earlier_value: earlier,
      new_value: value,
    });
    await tellChange(ctx, deps, who, id, changed);
    return id;
  });
}

/** The address in force of one kind, on one line; null where there is none. */
async function addressText(ctx: Ctx, who: Whom, kind: AddressBody['kind']): Promise<string | null> {
  const [row] = await read(ctx, 'rights', address, ['street', 'postal_code', 'city', 'country'], {
    where: { customer_id: who.customer, person_id: who.person, kind, valid_to: null },
  });
  if (row === undefined) return null;
  const line = `${row.street ?? ''}, ${row.postal_code ?? ''} ${row.city ?? ''}`;
  return row.country === 'SE' ? line : `${line}, ${row.country}`;
}
