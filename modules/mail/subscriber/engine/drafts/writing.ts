import type { Page, Timer } from '../environment.ts';
import { held } from '../port/live.ts';
import { passes } from '../port/answers.ts';
import type { Answer, Message, Provider } from '../port/provider.ts';
import type { Compose, Draft, DraftFields, SendCheck } from '../types.ts';
import { openFiles } from './files.ts';
import { patchOf } from './record.ts';
import type { DraftRecord } from './record.ts';
import { LEAVE_MS, LOOK_MS, pauses, sendOnce } from './sending.ts';

const KEEP_MS = 400;
const SAVE_MS = 2500;
/** However fast someone types, the provider has it at least this often: the vault's key dies with the session. */
const SAVE_AT_LEAST_MS = 8000;

export interface WritingParts {
  readonly provider: Provider;
  readonly timer: Timer;
  readonly page: Page;
  readonly uuid: () => string;
  readonly holdSeconds: () => number;
  readonly checks: (draft: Draft) => readonly SendCheck[];
  /** Inline images by cid, nothing remote revived. */
  readonly outgoing: (html: string) => string;
  /** Writes all drafts of this tab to the vault; false when the vault keeps nothing. */
  readonly keep: () => Promise<boolean>;
  readonly changed: () => void;
  /** The provider's side of it changed: the drafts or sent mailbox is to be looked at. */
  readonly moved: (saved: Message | null) => void;
  readonly forget: (writing: Writing) => void;
  /** The trash mailbox's id, null while unknown. */
  readonly trash: () => string | null;
}

export interface Writing extends Compose {
  record(): DraftRecord;
  /** Network or sign-in came back: whatever waits goes on. */
  wake(): void;
  saveNow(): Promise<boolean>;
  /** Before sign-out: a letter that is held goes off now, a draft is saved. @returns what of it would be lost, or nothing. */
  settle(): Promise<'letter' | 'draft' | undefined>;
}

export function openWriting(parts: WritingParts, start: DraftRecord): Writing {
  const { provider, timer } = parts;
  const draft = held<Draft>(start.draft);
  const unsaved = new Set<keyof DraftFields>(start.unsaved);
  let { internetId, wanted, unsure } = start;
  let cancelKeep = (): void => undefined;
  let cancelSave = (): void => undefined;
  let cancelSend = (): void => undefined;
  let firstUnsavedAt: number | null = null;
  let saving: Promise<boolean> | null = null;
  let going: Promise<void> | null = null;
  const { pause, rouse } = pauses(timer);
  let closed = false;
  let kept = false;
  /** Counted, so that words typed while older ones were being kept are not said to be safe. */
  let edits = 0;
  let keptEdits = 0;

  const set = (change: Partial<Draft>): void => {
    draft.set({ ...draft.get(), ...change });
    parts.changed();
  };

  const keepNow = async (): Promise<void> => {
    cancelKeep();
    const now = edits;
    kept = await parts.keep();
    keptEdits = now;
    if (draft.get().state === 'typing' && edits === now) set({ state: kept ? 'kept-here' : 'at-risk' });
  };

  /** The provider's draft: made once, from the source when it answers one, so that the thread stays whole. */
  const create = async (): Promise<Answer<Message>> => {
    const now = draft.get();
    if (start.source && now.kind !== 'new') return provider.createReply(start.source, now.kind);
    return provider.createDraft({});
  };

  const save = async (): Promise<boolean> => {
    while (unsaved.size > 0 || draft.get().id === null) {
      if (draft.get().id === null) {
        const made = await create();
        if (!made.ok) {
          // The original was deleted meanwhile: the words are worth more than the thread.
          const plain = made.reason === 'gone' ? await provider.createDraft({}) : made;
          if (!plain.ok) return failed(plain.reason);
          adopt(plain.value);
        } else adopt(made.value);
        for (const field of ['subject', 'to', 'cc', 'bcc', 'html'] as const) unsaved.add(field);
        await parts.keep();
      }
      const fields = [...unsaved];
      unsaved.clear();
      const answer = await provider.patchDraft(
        draft.get().id ?? '',
        patchOf(draft.get(), fields, parts.outgoing),
      );
      if (!answer.ok) {
        for (const field of fields) unsaved.add(field);
        if (answer.reason !== 'gone') return failed(answer.reason);
        draft.set({ ...draft.get(), id: null });
        continue;
      }
      internetId = answer.value.internetId || internetId;
      parts.moved(answer.value);
    }
    firstUnsavedAt = null;
    const { state } = draft.get();
    set({
      savedAt: timer.now(),
      refused: null,
      ...(state === 'typing' || state === 'kept-here' || state === 'at-risk' ? { state: 'saved' } : {}),
    });
    await parts.keep();
    return true;
  };

  const adopt = (made: Message): void => {
    internetId = made.internetId;
    draft.set({ ...draft.get(), id: made.id });
  };

  const failed = (reason: Exclude<Draft['refused'], null>): boolean => {
    const { state } = draft.get();
    const known = edits === keptEdits;
    if ((state === 'typing' && known) || state === 'saved' || state === 'kept-here')
      set({ state: kept ? 'kept-here' : 'at-risk' });
    if (!passes(reason) && reason !== 'cancelled' && reason !== 'unknown-outcome') set({ refused: reason });
    else planSave(15_000);
    return false;
  };

  const saveNow = (): Promise<boolean> => {
    cancelSave();
    saving ??= save().finally(() => {
      saving = null;
    });
    return saving;
  };

  const planSave = (ms: number): void => {
    cancelSave();
    if (!closed) cancelSave = timer.after(ms, () => void saveNow());
  };

  const files = openFiles(
    {
      provider,
      uuid: parts.uuid,
      draftId: async () => (draft.get().id !== null || (await saveNow()) ? draft.get().id : null),
      show: (attachments) => {
        set({ attachments });
        void parts.keep();
      },
    },
    start.draft.attachments,
  );

  const go = (): Promise<void> => {
    going ??= send().finally(() => {
      going = null;
    });
    return going;
  };

  const send = async (): Promise<void> => {
    cancelSend();
    if (!wanted || draft.get().state === 'sending') return;
    set({ state: 'sending' });
    await files.settled();
    if (draft.get().attachments.some((file) => file.state === 'failed')) return refuse('unavailable');
    if (!unsure && !(await saveNow())) return wait();
    const id = draft.get().id;
    if (id === null) return wait();
    const mayHaveGone = unsure;
    unsure = true;
    await parts.keep();
    const answer = await sendOnce(provider, pause, id, internetId, mayHaveGone);
    if (answer.ok) {
      wanted = false;
      set({ state: 'sent', sendsAt: null, refused: null });
      end();
      parts.moved(null);
      return;
    }
    if (answer.reason === 'unknown-outcome') {
      set({ state: 'unsure' });
      await parts.keep();
      if (!closed) cancelSend = timer.after(LOOK_MS, () => void go());
      return;
    }
    unsure = false;
    if (passes(answer.reason) || answer.reason === 'cancelled') return wait();
    return refuse(answer.reason);
  };

  /** Stays wanted: goes off by itself when the way is open again. */
  const wait = (): void => {
    set({ state: 'holding', sendsAt: timer.now() });
    void parts.keep();
    if (!closed) cancelSend = timer.after(20_000, () => void go());
  };

  const refuse = (reason: Exclude<Draft['refused'], null>): void => {
    wanted = false;
    set({ state: 'refused', refused: reason, sendsAt: null });
    void parts.keep();
  };

  const end = (): void => {
    closed = true;
    cancelKeep();
    cancelSave();
    cancelSend();
    parts.forget(writing);
  };

  const hold = (): void => {
    const ms = parts.holdSeconds() * 1000;
    set({ state: 'holding', sendsAt: timer.now() + ms, refused: null });
    void parts.keep();
    // Saved during the hold, so that pressing Send and closing the lid loses nothing.
    void saveNow();
    cancelSend = timer.after(ms, () => void go());
  };

  const writing: Writing = {
    draft,
    change: (fields) => {
      const now = draft.get();
      if (now.state === 'sending' || now.state === 'sent') return;
      for (const field of Object.keys(fields) as (keyof DraftFields)[]) unsaved.add(field);
      if (now.state === 'holding') writing.undoSend();
      edits += 1;
      set({ ...fields, state: 'typing' });
      cancelKeep();
      cancelKeep = timer.after(KEEP_MS, () => void keepNow());
      firstUnsavedAt ??= timer.now();
      planSave(Math.min(SAVE_MS, Math.max(0, firstUnsavedAt + SAVE_AT_LEAST_MS - timer.now())));
    },
    attach: (file, inline = false) => files.add(file, inline),
    detach: (key) => files.remove(key),
    retryAttachment: (key) => files.retry(key),
    check: () => parts.checks(draft.get()),
    send: () => {
      if (wanted) return;
      wanted = true;
      hold();
    },
    undoSend: () => {
      if (draft.get().state !== 'holding') return;
      wanted = false;
      cancelSend();
      set({ state: 'kept-here', sendsAt: null });
      void parts.keep();
      planSave(0);
    },
    discard: async () => {
      wanted = false;
      files.stop();
      end();
      await saving;
      const id = draft.get().id;
      const trash = parts.trash();
      if (id !== null && trash !== null) await parts.provider.apply([{ do: 'move', id, to: trash }]);
      parts.moved(null);
    },
    close: async () => {
      cancelKeep();
      if (unsaved.size > 0) await parts.keep();
      if (wanted) return;
      if (unsaved.size === 0 || (await saveNow())) end();
    },
    record: () => ({
      draft: draft.get(),
      source: start.source,
      internetId,
      unsaved: [...unsaved],
      wanted,
      unsure,
    }),
    wake: () => {
      rouse();
      if (wanted && draft.get().state === 'holding' && (draft.get().sendsAt ?? 0) <= timer.now()) void go();
      else if (draft.get().state === 'unsure') void go();
      else if (unsaved.size > 0) planSave(0);
    },
    saveNow,
    settle: async () => {
      if (wanted) await Promise.race([go(), new Promise<void>((late) => void timer.after(LEAVE_MS, late))]);
      if (wanted) return 'letter';
      return unsaved.size === 0 || draft.get().state === 'sent' || (await saveNow()) ? undefined : 'draft';
    },
  };
  if (wanted && start.draft.state !== 'sent') hold();
  return writing;
}
