import { createActs } from './acts/acts.ts';
import type { MailboxActs } from './acts/mailboxes.ts';
import { createCore } from './core.ts';
import type { MailEnvironment } from './environment.ts';
import { arriving } from './half.ts';
import { fetchLater } from './later.ts';
import { trouble } from './port/answers.ts';
import { held } from './port/live.ts';
import type { Answer } from './port/provider.ts';
import { createBodies } from './reading/bodies.ts';
import { conversations } from './reading/conversation.ts';
import { keepChoices } from './settings/kept.ts';
import { noteAt } from './settings/note.ts';
import { boot } from './sync/boot.ts';
import { takeSeat } from './sync/seats.ts';
import type { Draft, Mail } from './types.ts';

/** Builds the store for one account out of its parts; see types.ts for what it offers. */
export function createMail(env: MailEnvironment): Mail {
  const seats = takeSeat(env.tabs, env.timer);
  const core = createCore(env, seats.mine);
  const { provider, sync, outbox, shelf } = core;
  const bodies = createBodies(provider, env.vault, (body) => {
    if (body.type === 'text') env.searchIndex.addBody(body.id, body.content);
    else
      void fetchLater().then(
        ({ toPlain }) => env.searchIndex.addBody(body.id, toPlain(body.content)),
        () => undefined,
      );
  });
  const spelling = held(false);
  let trusted = '';
  const kept = keepChoices(env.vault, noteAt(provider), () => {
    // Only this choice is seen in an open message; any other would load its frame anew for nothing.
    const now = kept.get().trusted.join(' ');
    if (now !== trusted) half.now()?.opened.repaint();
    trusted = now;
    spelling.set(kept.get().spelling);
  });
  const unfinished = held<readonly Draft[]>([]);
  const half = arriving({
    vault: env.vault,
    seat: seats.mine,
    header: core.header,
    ask: (id) => void bodies.get(id),
    half: {
      opened: {
        provider,
        bodies,
        readSource: env.readSource,
        header: core.header,
        meet: (message) => core.meet([message]),
        trusts: (address) => kept.get().trusted.includes(address.toLowerCase()),
      },
      desk: {
        provider,
        vault: env.vault,
        timer: env.timer,
        page: env.page,
        uuid: env.uuid,
        slot: seats.mine,
        seated: seats.seated,
        unfinished,
        holdSeconds: () => kept.get().holdSeconds,
        moved: (saved) => {
          if (saved && core.mailbox('drafts')) void sync.merge([saved]);
          else void running.refresh();
        },
        trash: () => core.mailbox('trash')?.id ?? null,
      },
      composing: { env, core, bodies, kept },
    },
  });
  shelf.onChange(({ changed, removed }) => {
    half.now()?.opened.repaint(changed);
    if (removed.length > 0) bodies.forget(removed);
  });
  const running = boot({ env, core, desk: half.drafts, kept, seats });
  const threads = conversations(core, env.page);
  const folders = async <T>(act: (acts: MailboxActs) => Promise<Answer<T>>): Promise<Answer<T>> => {
    const there = await fetchLater().catch(() => null);
    return there ? act(there.mailboxActs(core)) : trouble('offline');
  };

  return {
    account: env.account,
    address: env.address,
    capabilities: provider.capabilities,
    status: core.status,
    mailboxes: sync.mailboxes,
    outbox: outbox.view,
    unfinished,
    start: running.start,
    refresh: running.refresh,
    mailbox: core.mailbox,
    list: (idOrRole) => {
      running.look(idOrRole);
      return core.list(idOrRole);
    },
    search: (line, mailbox = null) =>
      core.search(line, mailbox === null ? null : (core.mailbox(mailbox)?.id ?? mailbox)),
    conversation: threads,
    message: half.message,
    prefetch: bodies.prefetch,
    recall: bodies.recall,
    ...createActs({
      header: core.header,
      mailbox: core.mailbox,
      perform: core.perform,
      adjust: core.adjust,
      uuid: env.uuid,
    }),
    createMailbox: (name, parent) => folders((acts) => acts.createMailbox(name, parent)),
    renameMailbox: (id, name) => folders((acts) => acts.renameMailbox(id, name)),
    moveMailbox: (id, parent) => folders((acts) => acts.moveMailbox(id, parent)),
    deleteMailbox: (id) => folders((acts) => acts.deleteMailbox(id)),
    empty: (idOrRole) => folders((acts) => acts.empty(idOrRole)),
    dismissProblem: outbox.dismiss,
    showRemote: (id, how) => {
      const sender = core.header(id)?.from?.address.toLowerCase();
      if (how === 'always' && sender)
        void kept.set({ trusted: [...new Set([...kept.get().trusted, sender])] });
      void half.get().then(({ opened }) => opened.showRemote(id));
    },
    forgetSender: (address) =>
      void kept.set({ trusted: kept.get().trusted.filter((one) => one !== address.toLowerCase()) }),
    trustedSenders: () => Promise.resolve(kept.get().trusted),
    raw: async (id) => {
      const answer = await provider.raw(id);
      // One byte, one character: the source is shown as it came, not as some charset would have it.
      return answer.ok ? { ok: true, value: new TextDecoder('latin1').decode(answer.value) } : answer;
    },
    download: async (message, attachment) => {
      const there = await half.get().catch(() => null);
      return there ? there.download(message, attachment) : trouble('offline');
    },
    preview: async (message, attachment) => {
      const there = await half.get().catch(() => null);
      return there ? there.preview(message, attachment) : trouble('offline');
    },
    compose: (start) => {
      const there = half.now();
      if (!there) throw new Error('Writing was begun before fetchLater() had ended');
      return there.write.compose(start);
    },
    reply: async (id, kind) => (await half.get()).write.reply(id, kind),
    resume: async (idOrKey) => {
      const there = await half.get().catch(() => null);
      return there ? there.write.resume(idOrKey) : trouble('offline');
    },
    people: (typed) => env.searchIndex.people(typed, 8),
    settings: {
      read: () => provider.settings(),
      saveAutomaticReplies: (automaticReplies) => provider.saveSettings({ automaticReplies }),
      saveRegion: (region) => provider.saveSettings(region),
      categories: () => provider.categories(),
      createCategory: (name, color) => provider.createCategory(name, color),
      recolorCategory: (id, color) => provider.recolorCategory(id, color),
      deleteCategory: (id) => provider.deleteCategory(id),
      rules: () => provider.rules(),
      createRule: (rule) => provider.createRule(rule),
      updateRule: (id, patch) => provider.updateRule(id, patch),
      deleteRule: (id) => provider.deleteRule(id),
    },
    choicesKnown: kept.learn,
    signature: () => Promise.resolve(kept.get().signature),
    saveSignature: (signature) => kept.set({ signature }),
    holdSeconds: () => Promise.resolve(kept.get().holdSeconds),
    saveHoldSeconds: (holdSeconds) => kept.set({ holdSeconds }),
    spelling,
    saveSpelling: (on) => kept.set({ spelling: on }),
    beforeSignOut: async () => {
      const left = await half.drafts.settleAll();
      await outbox.drain();
      await shelf.save();
      return [...left, ...outbox.left().map((subject) => ({ what: 'change' as const, subject }))];
    },
    close: () => {
      running.stop();
      half.now()?.desk.close();
      half.now()?.opened.clear();
      bodies.clear();
      provider.close();
      env.searchIndex.close();
      core.setStatus({ connection: 'closed' });
    },
  };
}
