import type { Vault } from '@telink/vault';
import type { DraftRecord } from './drafts/record.ts';
import { fetchLater, laterNow } from './later.ts';
import type { Half, HalfParts } from './later-parts.ts';
import { held } from './port/live.ts';
import type { Held } from './port/live.ts';
import type { Live, Loss, Message, OpenedMessage } from './types.ts';

/** The later half of an account's store, there from the first moment: what is asked of it before it is fetched waits for it. */
export interface Arriving {
  readonly now: () => Half | null;
  readonly get: () => Promise<Half>;
  readonly message: (id: string) => Live<OpenedMessage>;
  readonly drafts: ArrivingDrafts;
}

/** What starting, polling and leaving need of drafts. */
export interface ArrivingDrafts {
  /** Takes over what a tab left in this seat. Fetches the half only when something lies there. */
  adopt(seat: string): Promise<void>;
  wake(): void;
  keepAll(): Promise<boolean>;
  saveAll(): Promise<void>;
  settleAll(): Promise<readonly Loss[]>;
}

export interface ArrivingParts {
  readonly vault: Vault;
  readonly seat: () => string;
  readonly half: HalfParts;
  readonly header: (id: string) => Message | undefined;
  /** Begins to fetch a body that was asked for. */
  readonly ask: (id: string) => void;
}

export function arriving(parts: ArrivingParts): Arriving {
  let half: Half | null = null;
  /** Seats whose drafts could not be taken over because the half was not to be had. */
  const owed = new Set<string>();
  const early = new Map<string, Held<OpenedMessage>>();

  const now = (): Half | null => {
    const later = laterNow();
    if (half || !later) return half;
    half = later.openHalf(parts.half);
    return half;
  };
  const get = async (): Promise<Half> => {
    await fetchLater();
    return now() as Half;
  };

  const left = async (seat: string): Promise<readonly DraftRecord[]> => {
    const records = await parts.vault.get<DraftRecord[]>('draft', seat);
    return Array.isArray(records) ? records : [];
  };
  const adopt = async (seat: string): Promise<void> => {
    if (half === null && (await left(seat)).length === 0) return;
    owed.add(seat);
    const { desk } = await get();
    owed.delete(seat);
    await desk.adopt(seat);
  };

  const message = (id: string): Live<OpenedMessage> => {
    const there = now()?.opened.message(id);
    if (there) return there;
    const known = early.get(id);
    if (known) return known;
    const header = (): Message | null => parts.header(id) ?? null;
    const live = held<OpenedMessage>({ state: 'loading', message: header() });
    const load = (): void => {
      parts.ask(id);
      get().then(
        ({ opened }) => {
          early.delete(id);
          const real = opened.message(id);
          live.set(real.get());
          real.subscribe(() => live.set(real.get()));
        },
        () =>
          live.set({
            state: 'failed',
            message: header(),
            reason: 'offline',
            retry: () => {
              live.set({ state: 'loading', message: header() });
              load();
            },
          }),
      );
    };
    early.set(id, live);
    load();
    return live;
  };

  return {
    now,
    get,
    message,
    drafts: {
      adopt,
      wake: () => {
        half?.desk.wake();
        for (const seat of owed) void adopt(seat).catch(() => undefined);
      },
      keepAll: async () => half === null || half.desk.keepAll(),
      saveAll: async () => {
        if (half === null && (await left(parts.seat())).length === 0) return;
        const { desk } = await get();
        await desk.adopt(parts.seat());
        await desk.saveAll();
      },
      settleAll: async () => {
        const records = half === null ? await left(parts.seat()) : [];
        if (half === null && records.length === 0) return [];
        try {
          const { desk } = await get();
          await desk.adopt(parts.seat());
          return await desk.settleAll();
        } catch {
          // Not even the part that saves could be had: what lies in the vault is all there is of them.
          return records.map(({ draft, wanted }) => ({
            what: wanted ? ('letter' as const) : ('draft' as const),
            subject: draft.subject,
          }));
        }
      },
    },
  };
}
