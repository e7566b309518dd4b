/**
 * Short names for mailboxes and conversations in the address bar. The browser's history, its session restore and its sync keep
 * addresses outside our reach, so nothing of the provider's ids or of a message may stand in them.
 */
export interface Addresses {
  /** The name of an id: the same for as long as the tab lives, and after a reload when `keep` could keep it. */
  nameOf(kind: Kind, id: string): string;
  /** The id behind a name; asks the kept ones when this tab has not seen it. */
  idOf(kind: Kind, name: string): string | undefined;
  recall(kind: Kind, name: string): Promise<string | undefined>;
}

export type Kind = 'mailbox' | 'conversation';

/** Where names outlive a reload: the vault, sealed. */
export interface NameKeeper {
  put(name: string, id: string): Promise<void>;
  get(name: string): Promise<string | undefined>;
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 8;

/** `random` fills an array, as crypto.getRandomValues does. */
export function createAddresses(random: (bytes: Uint8Array) => Uint8Array, keep?: NameKeeper): Addresses {
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  const learn = (kind: Kind, name: string, id: string): void => {
    names.set(`${kind} ${id}`, name);
    ids.set(`${kind} ${name}`, id);
  };
  const fresh = (): string =>
    Array.from(random(new Uint8Array(length)), (byte) => letters[byte % letters.length]).join('');
  return {
    nameOf(kind, id) {
      const known = names.get(`${kind} ${id}`);
      if (known !== undefined) return known;
      const name = fresh();
      learn(kind, name, id);
      // A name that could not be kept costs a reload its place, nothing more.
      keep?.put(`${kind} ${name}`, id).catch(() => undefined);
      return name;
    },
    idOf: (kind, name) => ids.get(`${kind} ${name}`),
    async recall(kind, name) {
      const known = ids.get(`${kind} ${name}`);
      if (known !== undefined || keep === undefined) return known;
      const id = await keep.get(`${kind} ${name}`).catch(() => undefined);
      if (id !== undefined) learn(kind, name, id);
      return id;
    },
  };
}
