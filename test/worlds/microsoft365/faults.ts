/* oxlint-disable typescript/no-unsafe-type-assertion -- one map holds the options of all scripts; set() ties each to its name. */
/** The script needs no settings. */
interface NoOptions {
  readonly times?: number;
}

/**
 * The fault scripts of the notes on provider fakes that concern mail, by name. Each is deterministic and set per
 * account; its number in that list stands beside it. 16 is about time zones of the mailbox, 17 to 19 belong to the calendar.
 */
export interface FaultOptions {
  /** 1 · every id changes at a move, whatever the client prefers. */
  readonly 'ids-change-on-move': NoOptions;
  /** 2 · delta rows twice, partial and in the wrong order; now and then `isRead` as a string. */
  readonly 'delta-disorder': NoOptions;
  /** 3 · a delta round removes a message nobody ever saw. */
  readonly 'delta-removed-unknown': { readonly times?: number };
  /** 4 · the sync state is lost after `pages` pages: 410 with Location, 404, or 400 syncStateNotFound. */
  readonly 'sync-state-lost': {
    readonly status?: 410 | 404 | 400;
    readonly pages?: number;
    readonly times?: number;
  };
  /** 5 · a page without rows that has a next link. */
  readonly 'empty-page': { readonly times?: number };
  /** 6 · 429; `retryAfter` in seconds, left out of the answer when null. */
  readonly throttled: {
    readonly retryAfter?: number | null;
    readonly times?: number;
    readonly method?: string;
    readonly path?: string;
  };
  /** 6 · more than four at once on the mailbox: 429 ApplicationThrottled. */
  readonly 'mailbox-concurrency': NoOptions;
  /** 7 · 502, 503, 504; 507 on writes. */
  readonly unavailable: {
    readonly status?: 500 | 502 | 503 | 504 | 507;
    readonly times?: number;
    readonly method?: string;
    readonly path?: string;
  };
  /** 8 · the next write meets a change by someone else: 412. */
  readonly 'etag-conflict': { readonly times?: number };
  /** 9 · what was sent shows up in Sent Items only after `requests` more requests. */
  readonly 'read-after-write-lag': { readonly requests?: number };
  /** 10 · any filter with an order is too much. */
  readonly 'inefficient-filter': { readonly times?: number };
  /** 10 · ErrorRestrictionTooComplex for any filter or search. */
  readonly 'restriction-too-complex': { readonly times?: number };
  /** 11 · the token expires in mid-batch: from part `after` on, 401 in the part. */
  readonly 'token-expires-in-batch': { readonly after?: number; readonly times?: number };
  /** 12 · 401 (or 403) with a claims challenge, until authorized with the claims. */
  readonly 'claims-challenge': { readonly status?: 401 | 403 };
  /** 13 · the consent was taken back: invalid_grant at the next refresh. */
  readonly 'consent-revoked': NoOptions;
  /** 14 · only these scopes are granted. */
  readonly 'partial-grant': { readonly scopes: readonly string[] };
  /** 15 · the administrator has to approve. */
  readonly 'admin-consent': NoOptions;
  /** 16 · the mailbox has a customised time zone. */
  readonly 'custom-time-zone': NoOptions;
  /** 20 · an itemAttachment and a referenceAttachment lie in the inbox. */
  readonly 'odd-attachments': NoOptions;
  /** 21 · a message with a body over 4 MB. */
  readonly 'huge-body': { readonly bytes?: number };
  /** 22 · a sent message with hidden recipients. */
  readonly bcc: NoOptions;
  /** 23 · an image inside the message by `cid:`. */
  readonly 'inline-cid': NoOptions;
  /** 24 · a message with script and remote loads. */
  readonly 'hostile-html': { readonly html?: string };
  /** 25 · 500 with the request echoed in the body. */
  readonly 'echoing-500': { readonly times?: number; readonly path?: string };
  /** 26 · a message with a 25 MB attachment. */
  readonly 'big-attachment': { readonly bytes?: number };
  /** 27 · the connection is cut in the middle of the body. */
  readonly 'cut-mid-body': { readonly times?: number; readonly path?: string };
  /** 28 · a refresh token dies when used: of two refreshes at once, one loses. */
  readonly 'refresh-race': { readonly delayMs?: number };
}

export type FaultName = keyof FaultOptions;

export const faultNames: readonly FaultName[] = [
  'ids-change-on-move', 'delta-disorder', 'delta-removed-unknown', 'sync-state-lost', 'empty-page', 'throttled',
  'mailbox-concurrency', 'unavailable', 'etag-conflict', 'read-after-write-lag', 'inefficient-filter',
  'restriction-too-complex', 'token-expires-in-batch', 'claims-challenge', 'consent-revoked', 'partial-grant',
  'admin-consent', 'custom-time-zone', 'odd-attachments', 'huge-body', 'bcc', 'inline-cid', 'hostile-html',
  'echoing-500', 'big-attachment', 'cut-mid-body', 'refresh-race',
]; // prettier-ignore

export interface Faults {
  /** Faults that plant a message do so at once. Setting one again starts it over. */
  set<N extends FaultName>(address: string, name: N, options?: FaultOptions[N]): Promise<void>;
  clear(address: string, name?: FaultName): void;
  active(address: string): readonly FaultName[];
}

export interface FaultControl extends Faults {
  /** The options where the fault is on. */
  on<N extends FaultName>(address: string, name: N): FaultOptions[N] | undefined;
  /** As `on`, and counts one use: after `times` uses (endless where not given) the fault is over. */
  use<N extends FaultName>(
    address: string,
    name: N,
    fits?: (options: FaultOptions[N]) => boolean,
  ): FaultOptions[N] | undefined;
}

export function faultControl(
  plant: (address: string, name: FaultName, options: object) => Promise<void>,
  known: (address: string) => boolean,
): FaultControl {
  const active = new Map<string, Map<FaultName, { options: object; used: number }>>();
  const of = (address: string): Map<FaultName, { options: object; used: number }> =>
    active.get(address.toLowerCase()) ?? new Map();
  const control: FaultControl = {
    set: async (address, name, options) => {
      if (!faultNames.includes(name)) throw new Error(`no fault script is called ${name}`);
      if (!known(address)) throw new Error(`no account ${address}`);
      const faults = of(address);
      faults.set(name, { options: options ?? {}, used: 0 });
      active.set(address.toLowerCase(), faults);
      await plant(address, name, options ?? {});
    },
    clear: (address, name) => {
      if (name === undefined) active.delete(address.toLowerCase());
      else of(address).delete(name);
    },
    active: (address) => [...of(address).keys()],
    on: <N extends FaultName>(address: string, name: N) =>
      of(address).get(name)?.options as FaultOptions[N] | undefined,
    use: <N extends FaultName>(address: string, name: N, fits?: (options: FaultOptions[N]) => boolean) => {
      const entry = of(address).get(name);
      if (entry === undefined || (fits !== undefined && !fits(entry.options as FaultOptions[N])))
        return undefined;
      entry.used += 1;
      const { times } = entry.options as { times?: number };
      if (times !== undefined && entry.used >= times) of(address).delete(name);
      return entry.options as FaultOptions[N];
    },
  };
  return control;
}
