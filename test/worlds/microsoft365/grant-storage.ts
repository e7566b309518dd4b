import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { KeptGrants } from './kept-grants.ts';

export interface GrantStorage {
  /** `dies` says whether a refresh token dies when it is used (the race script). */
  adapterFor(dies: () => boolean): (name: string) => Adapter;
  /** Every refresh token and consent of the account dies. */
  forget(accountId: string): void;
}

/** The authorization server's memory, with Entra's two ways: an old refresh token lives on, and each reaches all that was consented. */
export function grantStorage({ entries, consents, keep }: KeptGrants): GrantStorage {
  const byUid = new Map<string, string>();
  const byGrant = new Map<string, Set<string>>();
  for (const [key, { payload }] of entries)
    if (payload.grantId !== undefined)
      byGrant.set(payload.grantId, (byGrant.get(payload.grantId) ?? new Set()).add(key));
  return {
    forget: (accountId) => {
      for (const [key, { payload }] of entries)
        if (key.startsWith('RefreshToken:') && payload.accountId === accountId) entries.delete(key);
      consents.delete(accountId);
      keep();
    },
    adapterFor: (dies) => (name) => {
      const keyOf = (id: string): string => `${name}:${id}`;
      const read = (key: string): AdapterPayload | undefined => {
        const entry = entries.get(key);
        if (entry === undefined || entry.expires < Date.now()) return undefined;
        const { payload } = entry;
        const reach = consents.get(payload.accountId ?? '');
        if (name === 'Grant') return widened(payload, reach ?? new Set());
        if (name !== 'RefreshToken') return payload;
        return {
          ...payload,
          scope: [...new Set([...(payload.scope ?? '').split(' '), ...(reach ?? [])])].join(' '),
        };
      };
      return {
        upsert: async (id, payload, expiresIn) => {
          entries.set(keyOf(id), { payload, expires: Date.now() + (expiresIn || 86_400) * 1000 });
          if (payload.uid !== undefined) byUid.set(`${name}:${payload.uid}`, keyOf(id));
          if (payload.grantId !== undefined)
            byGrant.set(payload.grantId, (byGrant.get(payload.grantId) ?? new Set()).add(keyOf(id)));
          keep();
          await Promise.resolve();
        },
        find: async (id) => await Promise.resolve(read(keyOf(id))),
        findByUserCode: async () => await Promise.resolve(undefined),
        findByUid: async (uid) => await Promise.resolve(read(byUid.get(`${name}:${uid}`) ?? '')),
        consume: async (id) => {
          const entry = entries.get(keyOf(id));
          if (entry !== undefined && (name !== 'RefreshToken' || dies()))
            entry.payload = { ...entry.payload, consumed: Math.floor(Date.now() / 1000) };
          keep();
          await Promise.resolve();
        },
        destroy: async (id) => {
          entries.delete(keyOf(id));
          keep();
          await Promise.resolve();
        },
        revokeByGrantId: async (grantId) => {
          for (const key of byGrant.get(grantId) ?? []) entries.delete(key);
          keep();
          await Promise.resolve();
        },
      };
    },
  };
}

/** A grant reaches all that its owner has approved since, and no longer refuses it. */
function widened(payload: AdapterPayload, reach: ReadonlySet<string>): AdapterPayload {
  const words = (text: string | undefined): string[] => (text ?? '').split(' ').filter((word) => word !== '');
  const { openid, rejected } = payload as AdapterPayload & {
    readonly openid?: { readonly scope?: string };
    readonly rejected?: { readonly openid?: { readonly scope?: string } };
  };
  return {
    ...payload,
    openid: { ...openid, scope: [...new Set([...words(openid?.scope), ...reach])].join(' ') },
    ...(rejected === undefined
      ? {}
      : {
          rejected: {
            ...rejected,
            openid: {
              ...rejected.openid,
              scope: words(rejected.openid?.scope)
                .filter((scope) => !reach.has(scope))
                .join(' '),
            },
          },
        }),
  };
}
