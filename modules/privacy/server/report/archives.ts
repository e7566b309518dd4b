import { appendAudit } from '#platform/audit';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, transact, type Ctx } from '#platform/db';
import type { ArchiveAnswer } from '#contract/privacy';
import { archive } from '#data-map/privacy';
import type { PersonActor } from '../deps.ts';
import { answerRequest, fileRequest } from '../requests/file-request.ts';
import { wordsOf } from './words.ts';

const KEPT_FOR = 7 * 86_400_000;

type Own = Ctx & { readonly actor: PersonActor };

/** Files the request, answers it at once, and opens the right to fetch the archive for seven days. */
export async function askForArchive(own: Own, language: 'sv' | 'en'): Promise<ArchiveAnswer> {
  return transact(own, async (ctx) => {
    const { customer, person, roles } = own.actor;
    const filed = await fileRequest(ctx, {
      customer,
      person,
      kind: 'access',
      hat: roles.includes('subscriber') ? 'subscriber' : 'user',
      channel: 'app',
      proof: 'session',
    });
    await answerRequest(
      ctx,
      { customer, id: filed.id },
      { outcome: 'granted', text: wordsOf(language).ready },
    );
    const id = randomId();
    const expiresAt = new Date(ctx.db.clock.now() + KEPT_FOR).toISOString();
    await insert(ctx, archive, {
      customer_id: customer,
      archive_id: id,
      person_id: person,
      request_id: filed.id,
      language,
      created_at: isoTime(ctx.db.clock),
      expires_at: expiresAt,
    });
    return { archive: id, request: filed.id, expiresAt };
  });
}

/** Opens an archive for one fetch, which leaves an entry in the chain. Another's can't be told from one that does not exist. */
export async function openArchive(
  own: Own,
  id: string,
): Promise<
  | { readonly ok: true; readonly language: 'sv' | 'en' }
  | { readonly ok: false; readonly reason: 'not-found' | 'expired' }
> {
  return transact(own, async (ctx) => {
    const { customer, person } = own.actor;
    const [found] = await read(ctx, 'rights', archive, ['language', 'expires_at'], {
      where: { customer_id: customer, person_id: person, archive_id: id },
    });
    if (found === undefined) return { ok: false, reason: 'not-found' };
    if (Date.parse(found.expires_at) <= ctx.db.clock.now()) return { ok: false, reason: 'expired' };
    await appendAudit(queryOf(ctx), ctx.db.clock.now, {
      event: 'archive-fetched',
      purpose: 'rights',
      actor: own.actor,
      subject: person,
      customer,
      detail: { archive: id },
    });
    return { ok: true, language: found.language };
  });
}
