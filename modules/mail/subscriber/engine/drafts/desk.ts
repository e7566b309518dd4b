import type { Vault } from '@telink/vault';
import type { Held } from '../port/live.ts';
import type { Draft, DraftFields, Loss } from '../types.ts';
import { afterCrash, emptyDraft } from './record.ts';
import type { DraftRecord } from './record.ts';
import { openWriting } from './writing.ts';
import type { Writing, WritingParts } from './writing.ts';

/** A message whose hold ran out longer ago than this while no tab was open is offered, not sent by itself. */
export const SEND_ANYWAY_MS = 15 * 60_000;

export interface DeskParts extends Omit<WritingParts, 'keep' | 'changed' | 'forget'> {
  readonly vault: Vault;
  readonly slot: () => string;
  /** Resolves when `slot` is known. */
  readonly seated: Promise<void>;
  /** Every draft of this tab, for the screens. */
  readonly unfinished: Held<readonly Draft[]>;
}

/** All drafts this tab writes. Their record in the vault is one, rewritten whole, so that no draft can be half kept. */
export interface Desk {
  begin(
    start: DraftFields,
    more: Partial<Pick<DraftRecord, 'source'>> & {
      readonly kind?: Draft['kind'];
      readonly id?: string | null;
      readonly attachments?: Draft['attachments'];
    },
  ): Writing;
  find(idOrKey: string): Writing | undefined;
  /** Drafts a closed or crashed tab left. */
  adopt(slot: string): Promise<void>;
  keepAll(): Promise<boolean>;
  saveAll(): Promise<void>;
  /** Before sign-out: held letters go off, drafts are saved. Answers what would be lost. */
  settleAll(): Promise<readonly Loss[]>;
  wake(): void;
  close(): void;
}

export function openDesk(parts: DeskParts): Desk {
  const { unfinished } = parts;
  const writings = new Set<Writing>();
  /** Nothing is written over this tab's record before what a crash left in it has been taken over. */
  let writing: Promise<boolean> = parts.seated.then(() => takeOver(parts.slot()));

  const keep = (): Promise<boolean> => {
    writing = writing
      .then(async () => {
        const records = [...writings].map((one) => one.record());
        await parts.vault.put('draft', parts.slot(), records);
        // A vault may keep nothing (cache off, disk full): then the honest word is «only in this tab».
        const there = await parts.vault.get<DraftRecord[]>('draft', parts.slot());
        return records.length === 0 || there?.length === records.length;
      })
      .catch(() => false);
    return writing;
  };

  const changed = (): void => unfinished.set([...writings].map((one) => one.draft.get()));

  const open = (record: DraftRecord): Writing => {
    const one = openWriting(
      {
        ...parts,
        keep,
        changed,
        forget: (gone) => {
          writings.delete(gone);
          changed();
          void keep();
        },
      },
      record,
    );
    writings.add(one);
    changed();
    return one;
  };

  async function takeOver(slot: string): Promise<boolean> {
    const left = await parts.vault.get<DraftRecord[]>('draft', slot).catch(() => undefined);
    if (!Array.isArray(left)) return true;
    const mine = new Set([...writings].map((one) => one.draft.get().key));
    for (const record of left) {
      if (mine.has(record.draft.key) || record.draft.state === 'sent') continue;
      const late =
        record.wanted && !record.unsure && parts.timer.now() - (record.draft.sendsAt ?? 0) > SEND_ANYWAY_MS;
      const draft: Draft = {
        ...record.draft,
        attachments: afterCrash(record.draft.attachments),
        ...(late || !record.wanted
          ? { state: record.draft.state === 'refused' ? 'refused' : 'kept-here', sendsAt: null }
          : {}),
      };
      open({ ...record, draft, wanted: record.wanted && !late });
    }
    return true;
  }

  return {
    begin: (start, more) =>
      open({
        draft: {
          ...emptyDraft(parts.uuid()),
          ...start,
          kind: more.kind ?? 'new',
          id: more.id ?? null,
          attachments: more.attachments ?? [],
          state: more.id ? 'saved' : 'typing',
        },
        source: more.source ?? null,
        internetId: '',
        unsaved: more.id ? [] : (Object.keys(start) as (keyof DraftFields)[]),
        wanted: false,
        unsure: false,
      }),
    find: (idOrKey) =>
      [...writings].find((one) => one.draft.get().key === idOrKey || one.draft.get().id === idOrKey),
    adopt: async (slot) => {
      if (slot === parts.slot()) return void (await writing);
      await takeOver(slot);
      await keep();
      await parts.vault.remove('draft', [slot]);
    },
    keepAll: keep,
    saveAll: async () => {
      const open = [...writings].filter((one) => one.record().unsaved.length > 0);
      await Promise.all(open.map((one) => one.saveNow()));
    },
    settleAll: async () => {
      const open = [...writings];
      const lost = await Promise.all(open.map((one) => one.settle()));
      return open.flatMap((one, at) => {
        const what = lost[at];
        return what === undefined ? [] : [{ what, subject: one.draft.get().subject }];
      });
    },
    wake: () => {
      for (const one of writings) one.wake();
    },
    close: () => writings.clear(),
  };
}
