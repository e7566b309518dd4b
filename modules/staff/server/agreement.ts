import { createHash } from 'node:crypto';
import { isoTime } from '#platform/clock';
import { randomId, SealBroken } from '#platform/crypto';
import { insert, read, transact, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { AgreementText } from '../contract.ts';
import { nda, signature } from '../data-map.ts';
import { note } from './account.ts';
import { at } from './parts.ts';

/** A signature holds for a year; then the same text is signed again. */
const IN_FORCE = 365 * 24 * 3_600_000;

export interface Signed {
  readonly version: number;
  /** ISO time. */
  readonly signedAt: string;
  readonly until: string;
  readonly name: string;
}

/** Publishes the next version. From then on nobody sees anything until they have signed it (promise protection.6). @returns its number. @throws Problem bad-request (empty, or the same text as now) */
export async function publishAgreement(ctx: Ctx, text: string): Promise<number> {
  const clean = text.replaceAll('\r\n', '\n').trim().normalize('NFC');
  if (clean.length < 20) throw new Problem('bad-request', ['text']);
  return transact(ctx, async (inner) => {
    const last = await newestAgreement(inner);
    const hash = hashOf(clean);
    if (last?.hash === hash) throw new Problem('bad-request', ['text']);
    const version = (last?.version ?? 0) + 1;
    await insert(inner, nda, { version, text: clean, hash, published_at: isoTime(inner.db.clock) });
    await note(inner, 'agreement-published', '', { version, hash });
    return version;
  });
}

export async function newestAgreement(ctx: Ctx): Promise<AgreementText | undefined> {
  const [row] = await read(ctx, 'security', nda, ['version', 'text', 'hash', 'published_at'], {
    order: [['version', 'desc']],
    limit: 1,
  });
  return row && { version: row.version, text: row.text, hash: row.hash, publishedAt: row.published_at };
}

export async function listAgreements(ctx: Ctx): Promise<readonly AgreementText[]> {
  const rows = await read(ctx, 'security', nda, ['version', 'text', 'hash', 'published_at'], {
    order: [['version', 'desc']],
  });
  return rows.map((row) => ({
    version: row.version,
    text: row.text,
    hash: row.hash,
    publishedAt: row.published_at,
  }));
}

/**
 * Signs the newest version by typing one's own name. @throws Problem conflict (another version was published meanwhile), bad-request
 * (the name is not the signer's)
 */
export async function signAgreement(
  ctx: Ctx,
  signer: { readonly id: string; readonly name: string },
  given: { readonly version: number; readonly hash: string; readonly name: string },
): Promise<Signed> {
  return transact(ctx, async (inner) => {
    const newest = await newestAgreement(inner);
    if (!newest || newest.version !== given.version || newest.hash !== given.hash)
      throw new Problem('conflict');
    if (plainName(given.name) !== plainName(signer.name)) throw new Problem('bad-request', ['name']);
    const now = inner.db.clock.now();
    const signed: Signed = {
      version: newest.version,
      signedAt: at(now),
      until: at(now + IN_FORCE),
      name: given.name.trim().normalize('NFC'),
    };
    await insert(inner, signature, {
      signature_id: randomId(),
      staff_id: signer.id,
      version: newest.version,
      hash: newest.hash,
      signed_at: signed.signedAt,
      in_force_until: signed.until,
      statement: JSON.stringify({ ...signed, hash: newest.hash }),
    });
    await note(inner, 'agreement-signed', signer.id, { version: newest.version, hash: newest.hash });
    return signed;
  });
}

/**
 * The signature that binds a member of staff now, or undefined: the newest version, within its time, and sealed by the key that lies
 * outside the database. A row that somebody wrote into the table with the database's own password does not open and does not count.
 */
export async function agreementInForce(ctx: Ctx, staff: string): Promise<Signed | undefined> {
  const newest = await newestAgreement(ctx);
  if (!newest) return undefined;
  const now = ctx.db.clock.now();
  const found = await signaturesOf(ctx, staff, newest.version);
  return found.find((one) => one.hash === newest.hash && Date.parse(one.until) > now);
}

/** Every signature that opens, newest first. */
export async function signaturesOf(
  ctx: Ctx,
  staff: string,
  version?: number,
): Promise<readonly (Signed & { readonly hash: string })[]> {
  const ids = await read(ctx, 'security', signature, ['signature_id'], {
    where: { staff_id: staff, ...(version === undefined ? {} : { version }) },
    order: [['signed_at', 'desc']],
  });
  const signed: (Signed & { hash: string })[] = [];
  for (const { signature_id } of ids) {
    const one = await openSignature(ctx, staff, signature_id);
    if (one) signed.push(one);
  }
  return signed;
}

async function openSignature(
  ctx: Ctx,
  staff: string,
  id: string,
): Promise<(Signed & { readonly hash: string }) | undefined> {
  try {
    const [row] = await read(
      ctx,
      'security',
      signature,
      ['version', 'hash', 'signed_at', 'in_force_until', 'statement'],
      { where: { staff_id: staff, signature_id: id } },
    );
    if (!row || row.statement === null) return undefined;
    const said = JSON.parse(row.statement) as Signed & { hash: string };
    const fits =
      said.version === row.version &&
      said.hash === row.hash &&
      said.signedAt === row.signed_at &&
      said.until === row.in_force_until;
    return fits ? said : undefined;
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const plainName = (name: string): string => name.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();
