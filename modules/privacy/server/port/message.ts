import { system, type Ctx } from '#platform/db';
import { isoTime } from '#platform/clock';
import { rolesOf } from '#modules/customers';
import { dataJson } from './data-json.ts';
import type { PortDeps } from './own-set.ts';

export const asPort = ({ db }: Pick<PortDeps, 'db'>): Ctx => ({ db, actor: system('privacy-port') });

/**
 * One person's package as a message to another controller: OpenDSR's fields, a hash of the code that the person holds, and the whole of
 * `data.json`. Gathered, since its signature stands before it.
 */
export async function portText(
  deps: PortDeps,
  who: { readonly customer: string; readonly person: string },
  given: { readonly id: string; readonly claim: string },
): Promise<string> {
  const ctx = asPort(deps);
  const roles = await rolesOf(ctx, who);
  const head = {
    regulation: 'gdpr',
    api_version: '1.0',
    subject_request_id: given.id,
    subject_request_type: 'portability',
    submitted_time: isoTime(ctx.db.clock),
    claim: given.claim,
  };
  const parts = [JSON.stringify(head).slice(0, -1), ',"package":'];
  for await (const piece of dataJson(ctx, deps, { ...who, roles }, new Map())) parts.push(piece);
  return `${parts.join('')}}`;
}
