import type { Vault } from '@telink/vault';
import type { Signature } from '../types.ts';

/** The person's own choices for this account. */
export interface Choices {
  readonly signature: Signature;
  readonly holdSeconds: number;
  /** Lower-case addresses whose remote images are shown. */
  readonly trusted: readonly string[];
  /** The browser's spell check. Off until chosen: some browsers send what is written to their maker. */
  readonly spelling: boolean;
}

const FIRST: Choices = {
  signature: { html: '', onReplies: true },
  holdSeconds: 10,
  trusted: [],
  spelling: false,
};

/** Where choices outlive the session: at the provider, in the person's own mailbox (the vault ends with the session). */
export interface NotePlace {
  /** Null when there is none; false when nobody could say. */
  read(): Promise<string | null | false>;
  write(text: string): Promise<boolean>;
}

export interface Kept {
  get(): Choices;
  /** Kept here at once. Answers whether the provider has it too: only then does it outlive the session. */
  set(change: Partial<Choices>): Promise<boolean>;
  /** From the vault at once, then from the provider when it has newer. */
  restore(): Promise<void>;
  /** Looks for them at the provider, once. False when it did not answer: what is known may be old. */
  learn(): Promise<boolean>;
}

export function keepChoices(vault: Vault, place: NotePlace, changed: () => void): Kept {
  let now = FIRST;
  /** Chosen here, and not yet at the provider. */
  let pending: Partial<Choices> = {};
  let learning: Promise<boolean> | null = null;
  const accept = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const raw = value as Partial<Record<keyof Choices, unknown>>;
    const signature = raw.signature as Partial<Signature> | undefined;
    const next: Choices = {
      signature: {
        html: typeof signature?.html === 'string' ? signature.html : now.signature.html,
        onReplies: typeof signature?.onReplies === 'boolean' ? signature.onReplies : now.signature.onReplies,
      },
      holdSeconds:
        typeof raw.holdSeconds === 'number'
          ? Math.min(Math.max(Math.round(raw.holdSeconds), 0), 60)
          : now.holdSeconds,
      trusted: Array.isArray(raw.trusted)
        ? raw.trusted.filter((one) => typeof one === 'string')
        : now.trusted,
      spelling: typeof raw.spelling === 'boolean' ? raw.spelling : now.spelling,
    };
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    now = next;
    changed();
  };
  /** The provider's are newer than ours, save for what was chosen here and has not reached it. */
  const look = async (): Promise<boolean> => {
    const text = await place.read().catch(() => false as const);
    if (text === false) return false;
    try {
      if (text !== null) accept(JSON.parse(text));
    } catch {
      // Someone else's words in our note: our own choices stay.
    }
    accept({ ...now, ...pending });
    await vault.put('choices', 'mail', now);
    return true;
  };
  const learn = async (): Promise<boolean> => {
    const answered = await look();
    if (!answered) learning = null;
    return answered;
  };
  return {
    get: () => now,
    set: async (change) => {
      pending = { ...pending, ...change };
      accept({ ...now, ...change });
      await vault.put('choices', 'mail', now);
      // Another tab or browser may have chosen meanwhile: one choice must not undo another.
      if (!(await look()) || !(await place.write(JSON.stringify(now)))) return false;
      pending = {};
      return true;
    },
    restore: async () => accept(await vault.get('choices', 'mail')),
    learn: () => (learning ??= learn()),
  };
}
