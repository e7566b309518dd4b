import type { ComposeRequest } from '../compose-seam.ts';
import { withoutSignature } from './editor/body-html.ts';
import { held } from '../engine/port/live.ts';
import type { Compose, Draft, DraftAttachment, Live, Mail, SendCheck } from '../engine/types.ts';

export interface ComposeAccount {
  /** Connection id. */
  readonly id: string;
  readonly address: string;
  readonly name: string;
  /** The account's open store. */
  readonly mail: () => Promise<Mail>;
}

export type WindowLook = 'open' | 'full' | 'bar';

export interface ComposeWindow {
  readonly key: string;
  readonly account: string;
  readonly mail: Mail;
  readonly compose: Compose;
  readonly look: WindowLook;
  /** Not drawn: on its way out (held or sending) or being discarded with a chance to undo. */
  readonly away: boolean;
  /** Grows when the window is to take focus. */
  readonly turn: number;
}

export type SendAnswer =
  | { readonly go: true; readonly seconds: number }
  | { readonly go: false; readonly checks: readonly SendCheck[] };

export interface ComposeWindows {
  readonly list: Live<readonly ComposeWindow[]>;
  /** The last request could not be opened; its reason is drawn until the next one. */
  readonly failed: Live<boolean>;
  ask(request: ComposeRequest): Promise<void>;
  look(key: string, look: WindowLook): void;
  /** Saves and closes; the draft stays. */
  close(key: string): Promise<void>;
  /** Hidden at once. `undo` brings it back; `go` throws it away for good. */
  discard(key: string): { readonly undo: () => void; readonly go: () => void };
  /** Asks what must be asked; `anyway` skips what may be skipped. Uploads that run do not stop a send: it waits for them. */
  send(key: string, anyway?: boolean): Promise<SendAnswer>;
  undoSend(key: string): void;
  attach(key: string, file: File, inline?: boolean): DraftAttachment | undefined;
  /** The file behind an attachment added in this tab. */
  file(key: string, attachment: string): File | undefined;
  /** Whether the sender can change: an answer belongs to its thread, a fetched attachment to its account. */
  mayMove(key: string): boolean;
  moveTo(key: string, account: string): Promise<void>;
  /** The session ended: nothing of it stays drawn. The engine keeps the drafts. */
  clear(): void;
}

export interface WindowsOutside {
  readonly accounts: () => readonly ComposeAccount[];
  /** A window that was away came back by itself, or its message went off. */
  readonly told: (what: 'sent' | 'refused' | 'unsure', draft: Draft) => void;
}

/** What no «send anyway» can pass. */
const HARD: ReadonlySet<SendCheck> = new Set(['no-recipient', 'bad-address', 'upload-failed']);

export const mayPass = (checks: readonly SendCheck[]): boolean => checks.every((one) => !HARD.has(one));

/** Whether nothing was written: then closing leaves no draft behind. `ours` is the body as it was opened. */
export function untouched(draft: Draft, ours: string): boolean {
  return (
    draft.id === null &&
    draft.kind === 'new' &&
    draft.subject === '' &&
    draft.to.length + draft.cc.length + draft.bcc.length === 0 &&
    draft.attachments.length === 0 &&
    draft.html === ours
  );
}

/** The compose windows of one tab: one open, the others as bars. */
export function createComposeWindows(outside: WindowsOutside): ComposeWindows {
  const list = held<readonly ComposeWindow[]>([]);
  const failed = held(false);
  const files = new Map<string, Map<string, File>>();
  const began = new Map<string, string>();
  const watching = new Map<string, () => void>();
  let keys = 0;

  const find = (key: string): ComposeWindow | undefined => list.get().find((one) => one.key === key);
  const put = (key: string, change: Partial<ComposeWindow>): void =>
    list.set(list.get().map((one) => (one.key === key ? { ...one, ...change } : one)));
  const drop = (key: string): void => {
    watching.get(key)?.();
    watching.delete(key);
    files.delete(key);
    began.delete(key);
    list.set(list.get().filter((one) => one.key !== key));
  };
  const show = (key: string, look: WindowLook): void =>
    list.set(
      list.get().map((one) => {
        if (one.key === key) return { ...one, look, away: false, turn: one.turn + 1 };
        return look !== 'bar' && one.look !== 'bar' && !one.away ? { ...one, look: 'bar' } : one;
      }),
    );

  /** A message that left the screen may come back by itself: refused, unsure, or gone off well. */
  const watch = (key: string, compose: Compose): void => {
    let before = compose.draft.get().state;
    const stop = compose.draft.subscribe(() => {
      const draft = compose.draft.get();
      if (draft.state === before) return;
      before = draft.state;
      const window = find(key);
      if (window?.away !== true && draft.state !== 'sent') return;
      if (draft.state === 'sent') {
        drop(key);
        outside.told('sent', draft);
      } else if (draft.state === 'refused' || draft.state === 'unsure') {
        show(key, 'open');
        outside.told(draft.state, draft);
      }
    });
    watching.set(key, stop);
  };

  const add = (account: string, mail: Mail, compose: Compose): string => {
    keys += 1;
    const key = `w${keys}`;
    list.set([...list.get(), { key, account, mail, compose, look: 'bar', away: false, turn: 0 }]);
    files.set(key, new Map());
    began.set(key, compose.draft.get().html);
    watch(key, compose);
    show(key, 'open');
    return key;
  };

  const open = async (request: ComposeRequest): Promise<boolean> => {
    if (request.open === 'draft') {
      const there = list
        .get()
        .find(({ compose }) => [compose.draft.get().key, compose.draft.get().id].includes(request.draft));
      if (there) {
        if (there.away) there.compose.undoSend();
        show(there.key, there.look === 'bar' ? 'open' : there.look);
        return true;
      }
    }
    const account = outside.accounts().find((one) => one.id === request.account) ?? outside.accounts()[0];
    if (account === undefined) return false;
    const mail = await account.mail();
    if (request.open === 'new') add(account.id, mail, mail.compose(request.start));
    else if (request.open === 'answer') add(account.id, mail, await mail.reply(request.id, request.kind));
    else {
      const answer = await mail.resume(request.draft);
      if (!answer.ok) return false;
      add(account.id, mail, answer.value);
    }
    return true;
  };

  const windows: ComposeWindows = {
    list,
    failed,
    async ask(request) {
      const opened = await open(request).catch(() => false);
      failed.set(!opened);
    },
    look: (key, look) => show(key, look),
    async close(key) {
      const window = find(key);
      if (window === undefined) return;
      const { compose } = window;
      const nothing = untouched(compose.draft.get(), began.get(key) ?? '');
      drop(key);
      await (nothing ? compose.discard() : compose.close());
    },
    discard(key) {
      put(key, { away: true });
      let over = false;
      return {
        undo: () => {
          if (!over) show(key, 'open');
          over = true;
        },
        go: () => {
          const window = find(key);
          if (over || window === undefined) return;
          over = true;
          drop(key);
          void window.compose.discard();
        },
      };
    },
    async send(key, anyway = false) {
      const window = find(key);
      if (window === undefined) return { go: false, checks: [] };
      const checks = window.compose.check().filter((one) => one !== 'uploads-running');
      if (checks.length > 0 && !(anyway && mayPass(checks))) return { go: false, checks };
      const seconds = await window.mail.holdSeconds();
      put(key, { away: true });
      window.compose.send();
      return { go: true, seconds };
    },
    undoSend(key) {
      const window = find(key);
      if (window === undefined) return;
      window.compose.undoSend();
      show(key, 'open');
    },
    attach(key, file, inline = false) {
      const added = find(key)?.compose.attach(file, inline);
      if (added !== undefined) files.get(key)?.set(added.key, file);
      return added;
    },
    file: (key, attachment) => files.get(key)?.get(attachment),
    mayMove(key) {
      const draft = find(key)?.compose.draft.get();
      return draft?.kind === 'new' && draft.attachments.every((one) => files.get(key)?.has(one.key) === true);
    },
    async moveTo(key, id) {
      const window = find(key);
      const account = outside.accounts().find((one) => one.id === id);
      if (window === undefined || account === undefined || window.account === id || !windows.mayMove(key))
        return;
      const mail = await account.mail();
      const now = window.compose.draft.get();
      const { subject, to, cc, bcc, important, html } = now;
      const compose = mail.compose({ subject, to, cc, bcc, important, html: withoutSignature(html) });
      const moved = new Map<string, File>();
      let body = compose.draft.get().html;
      for (const old of now.attachments) {
        const file = files.get(key)?.get(old.key);
        if (file === undefined) continue;
        const added = compose.attach(file, old.inline);
        moved.set(added.key, file);
        if (old.contentId && added.contentId) body = body.replaceAll(old.contentId, added.contentId);
      }
      if (body !== compose.draft.get().html) compose.change({ html: body });
      watching.get(key)?.();
      files.set(key, moved);
      put(key, { account: id, mail, compose });
      watch(key, compose);
      await window.compose.discard();
    },
    clear() {
      for (const one of list.get()) drop(one.key);
      failed.set(false);
    },
  };
  return windows;
}
