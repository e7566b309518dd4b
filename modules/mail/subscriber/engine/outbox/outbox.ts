import type { Vault } from '@telink/vault';
import { held } from '../port/live.ts';
import type { Held } from '../port/live.ts';
import { passes } from '../port/answers.ts';
import type { Answer, Intent, MessageChange, Provider, TroubleReason } from '../port/provider.ts';
import type { ActProblem, OutboxView } from '../types.ts';

/** One act on its way. `before` is what the screen showed: the way back if the provider refuses. */
export interface Entry {
  readonly key: string;
  readonly intent: Intent;
  readonly before: Partial<MessageChange>;
  readonly subject: string;
}

export interface OutboxParts {
  readonly provider: Pick<Provider, 'apply' | 'header'>;
  readonly vault: Vault;
  /** The record this tab owns; see tabs. */
  readonly slot: () => string;
  /** Shows fields of a message, past what is pending. */
  readonly show: (change: MessageChange) => Promise<void>;
  readonly forget: (ids: readonly string[]) => void;
}

export interface Outbox {
  readonly view: Held<OutboxView>;
  /** What pending acts make of a message; 'destroyed' when it is to vanish. */
  pending(id: string): Partial<MessageChange> | 'destroyed' | null;
  add(entries: readonly Entry[]): void;
  /** Sends what waits. Answers the first passing trouble, null when everything is through. */
  drain(): Promise<TroubleReason | null>;
  /** Subjects of the letters that acts still wait for. */
  left(): readonly string[];
  /** Takes over what a tab that is gone left behind. */
  adopt(slot: string): Promise<readonly Entry[]>;
  dismiss(id: string): void;
}

const AT_ONCE = 60;

export function effectOf(intent: Intent): Partial<MessageChange> | 'destroyed' {
  switch (intent.do) {
    case 'set-read':
      return { read: intent.read };
    case 'set-flag':
      return { flagged: intent.flagged };
    case 'set-categories':
      return { categories: intent.categories };
    case 'move':
      return { mailboxes: [intent.to] };
    case 'destroy':
      return 'destroyed';
  }
}

/** True when an act would leave everything as `before` says it was. */
function isWayBack(intent: Intent, before: Partial<MessageChange>): boolean {
  switch (intent.do) {
    case 'set-read':
      return before.read === intent.read;
    case 'set-flag':
      return before.flagged === intent.flagged;
    case 'move':
      return before.mailboxes?.[0] === intent.to;
    case 'set-categories':
      return JSON.stringify(before.categories) === JSON.stringify(intent.categories);
    case 'destroy':
      return false;
  }
}

export function createOutbox(parts: OutboxParts): Outbox {
  const view = held<OutboxView>({ waiting: 0, problems: [] });
  let entries: Entry[] = [];
  const byId = new Map<string, Entry[]>();
  const flying = new Set<string>();
  const retried = new Set<string>();
  let draining: Promise<TroubleReason | null> | null = null;
  let writing: Promise<void> = Promise.resolve();

  const index = (): void => {
    byId.clear();
    for (const entry of entries) {
      const list = byId.get(entry.intent.id);
      if (list) list.push(entry);
      else byId.set(entry.intent.id, [entry]);
    }
  };

  const keep = (): void => {
    index();
    view.set({ ...view.get(), waiting: entries.length });
    const now = entries;
    writing = writing.then(() => parts.vault.put('outbox', parts.slot(), now)).catch(() => undefined);
  };

  /** A second act of the same sort on a message that has not left yet replaces the first; a way back cancels both. */
  const join = (entry: Entry): void => {
    const at = entries.findLastIndex((one) => one.intent.id === entry.intent.id);
    const last = entries[at];
    if (!last || last.intent.do !== entry.intent.do || flying.has(last.key)) {
      entries = [...entries, entry];
      return;
    }
    if (isWayBack(entry.intent, last.before)) entries = entries.filter((one) => one !== last);
    else entries = entries.with(at, { ...last, intent: entry.intent });
  };

  const failed = async (entry: Entry, reason: TroubleReason): Promise<void> => {
    const problem: ActProblem = { id: entry.key, subject: entry.subject, what: entry.intent.do, reason };
    view.set({ ...view.get(), problems: [...view.get().problems, problem] });
    if (entry.intent.do === 'destroy') {
      const whole = await parts.provider.header(entry.intent.id);
      if (whole.ok) await parts.show(whole.value);
    } else await parts.show({ id: entry.intent.id, ...entry.before });
  };

  /** Whether the entry is finished, one way or the other. */
  const settle = async (entry: Entry, answer: Answer<{ readonly id: string }>): Promise<boolean> => {
    if (answer.ok) return true;
    if (passes(answer.reason) || answer.reason === 'cancelled') return false;
    if (answer.reason === 'gone') {
      // Deleted elsewhere meanwhile: nothing is left to act on, and nothing to tell.
      parts.forget([entry.intent.id]);
      return true;
    }
    if (answer.reason === 'conflict' && !retried.has(entry.key)) {
      retried.add(entry.key);
      const now = await parts.provider.header(entry.intent.id);
      if (now.ok && isWayBack(entry.intent, now.value)) return true;
      return false;
    }
    entries = entries.filter((one) => one !== entry);
    index();
    await failed(entry, answer.reason);
    return true;
  };

  const run = async (): Promise<TroubleReason | null> => {
    for (;;) {
      // One at a time for each message, in order; many messages together.
      const ready = [...byId.values()].flatMap((list) => list[0] ?? []).slice(0, AT_ONCE);
      if (ready.length === 0) return null;
      for (const entry of ready) flying.add(entry.key);
      const answers = await parts.provider.apply(ready.map((entry) => entry.intent));
      let stuck: TroubleReason | null = null;
      const through = new Set<Entry>();
      for (const [at, entry] of ready.entries()) {
        const answer = answers[at];
        if (answer && (await settle(entry, answer))) through.add(entry);
        else if (answer && !answer.ok && answer.reason !== 'conflict') stuck ??= answer.reason;
        flying.delete(entry.key);
      }
      entries = entries.filter((one) => !through.has(one));
      keep();
      if (stuck) return stuck;
    }
  };

  return {
    view,
    pending: (id) => {
      const list = byId.get(id);
      if (!list) return null;
      let over: Partial<MessageChange> = {};
      for (const entry of list) {
        const effect = effectOf(entry.intent);
        if (effect === 'destroyed') return effect;
        over = { ...over, ...effect };
      }
      return over;
    },
    add: (more) => {
      for (const entry of more) join(entry);
      keep();
    },
    drain: () => {
      draining ??= run().finally(() => {
        draining = null;
      });
      return draining;
    },
    left: () => [...new Set(entries.map(({ subject }) => subject))],
    adopt: async (slot) => {
      const left = await parts.vault.get<Entry[]>('outbox', slot);
      if (!Array.isArray(left) || left.length === 0) return [];
      const mine = new Set(entries.map((one) => one.key));
      const taken = left.filter((one) => !mine.has(one.key));
      entries = [...taken, ...entries];
      keep();
      await writing;
      if (slot !== parts.slot()) await parts.vault.remove('outbox', [slot]);
      return taken;
    },
    dismiss: (id) =>
      view.set({ ...view.get(), problems: view.get().problems.filter((one) => one.id !== id) }),
  };
}
