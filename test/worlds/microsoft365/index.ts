import type { Account, AccountSpec } from './accounts.ts';
import { accountOf, demonstrationAccounts } from './accounts.ts';
import type { Authority, Client } from './authorization.ts';
import { authority } from './authorization.ts';
import type { Calls } from './calls.ts';
import { callLog } from './calls.ts';
import { answerInBrowser } from './drive.ts';
import type { DriveChoices } from './drive.ts';
import type { FaultName, Faults } from './faults.ts';
import { faultControl } from './faults.ts';
import type { WellKnownName } from './folder.ts';
import { serveGraph } from './graph/serve.ts';
import type { Settings } from './graph/settings.ts';
import { freshSettings } from './graph/settings.ts';
import { listen } from './listen.ts';
import type { Listener, TlsKey } from './listen.ts';
import { Mailbox } from './mailbox.ts';
import type { StoredMessage } from './message.ts';
import { plantFor } from './plants.ts';
import { deliverTo } from './deliver.ts';
import { readEml } from './read-eml.ts';
import { loadReferee } from './referees/load.ts';
import { absentReferee } from './referees/referee.ts';
import { syntheticMessages } from './seed-many.ts';
import { tokenStore } from './tokens.ts';
import { serveUpload } from './upload-host.ts';
import type { World } from './world.ts';

export type { Account, AccountSpec, ConsentMode } from './accounts.ts';
export type { Call, Calls } from './calls.ts';
export type { FaultName, FaultOptions, Faults } from './faults.ts';
export { faultNames } from './faults.ts';
export type { DriveChoices } from './drive.ts';

export interface Microsoft365Options {
  /** 0 or absent: chosen by the system. */
  readonly ports?: { readonly login?: number; readonly graph?: number; readonly upload?: number };
  readonly host?: string;
  /** With TLS the addresses given out are the production names, on port 443: map them in the browser and the egress proxy. */
  readonly tls?: TlsKey;
  /** Addresses to give out instead, e.g. behind another front. */
  readonly addresses?: { readonly login?: string; readonly graph?: string; readonly upload?: string };
  readonly accounts?: readonly AccountSpec[];
  /** `'demonstration'`: the project's own mailboxes; `'empty'`: folders only (default). */
  readonly seed?: 'demonstration' | 'empty';
  readonly clock?: () => number;
  readonly faults?: readonly {
    readonly account: string;
    readonly name: FaultName;
    readonly options?: object;
  }[];
  /** `strict` (default): a breach of the contracts is answered with 500; `log`: it is only kept in `violations`; `off`: nobody looks, for measurements. */
  readonly check?: 'strict' | 'log' | 'off';
  readonly client?: { readonly id: string; readonly secret: string };
  readonly lifetimes?: { readonly accessTokenSeconds?: number; readonly refreshTokenSeconds?: number };
  /** File in which consents and refresh tokens outlive the process. */
  readonly keep?: string;
  /** How `common` and its like name their issuer; `templated` as in production, default with TLS. */
  readonly issuer?: 'plain' | 'templated';
}

export interface Microsoft365 {
  /** Base addresses without a trailing slash, as the product is configured with. */
  readonly login: string;
  readonly graph: string;
  readonly upload: string;
  /** The loopback port behind each. */
  readonly ports: { readonly login: number; readonly graph: number; readonly upload: number };
  readonly client: Client;
  readonly accounts: readonly Account[];
  readonly calls: Calls;
  readonly violations: readonly string[];
  /** Whether the published contracts were found and are in force. */
  readonly checked: boolean;
  readonly faults: Faults;
  /** Adds raw messages to a folder (well-known name or display path, made when missing); returns how many. */
  fill(account: string, folder: string, rawMessages: Iterable<Uint8Array>): Promise<number>;
  /** Cheap synthetic messages, the same for the same n; in conversations of three, or `mixed` with single ones. */
  seedMany(
    account: string,
    folder: string,
    n: number,
    options?: { readonly threads?: 'threes' | 'mixed' },
  ): void;
  /** New mail arriving now, rules applied. */
  deliver(account: string, raw: Uint8Array): Promise<void>;
  /** An access token without the pages. */
  issueToken(account: string, scopes: readonly string[], lifetimeSeconds?: number): string;
  /** Every access token seen so far of this account stops working. */
  expireTokens(account: string): void;
  /** The owner takes back the consent: refresh tokens die, access tokens live on. */
  revokeConsent(account: string): void;
  /** Follows an authorize address through the pages; returns the callback address. */
  answerPages(authorizeUrl: string, choices: DriveChoices): Promise<string>;
  mailbox(account: string): Mailbox;
  /** What the account has besides messages, as the provider keeps it. */
  settings(account: string): Settings;
  setLatency(ms: number): void;
  stop(): Promise<void>;
}

const names: Readonly<Record<'sv-SE' | 'en-US', Partial<Record<WellKnownName, string>>>> = {
  'sv-SE': {
    msgfolderroot: 'Informationsarkivets översta nivå',
    inbox: 'Inkorg',
    drafts: 'Utkast',
    sentitems: 'Skickat',
    deleteditems: 'Borttaget',
    junkemail: 'Skräppost',
    archive: 'Arkiv',
    outbox: 'Utkorg',
    conversationhistory: 'Konversationshistorik',
  },
  'en-US': {
    msgfolderroot: 'Top of Information Store',
    inbox: 'Inbox',
    drafts: 'Drafts',
    sentitems: 'Sent Items',
    deleteditems: 'Deleted Items',
    junkemail: 'Junk Email',
    archive: 'Archive',
    outbox: 'Outbox',
    conversationhistory: 'Conversation History',
  },
};

const production = {
  login: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com',
  upload: 'https://outlook.office.com',
};

/** Starts the stand-in: three listeners on loopback. */
export async function startMicrosoft365(options: Microsoft365Options = {}): Promise<Microsoft365> {
  const now = options.clock ?? Date.now;
  const accounts = (options.accounts ?? demonstrationAccounts).map(accountOf);
  const mailboxes = new Map<string, Mailbox>();
  const settings = new Map<string, Settings>();
  for (const account of accounts) {
    mailboxes.set(account.address.toLowerCase(), new Mailbox(account.id, now, names[account.locale]));
    settings.set(
      account.address.toLowerCase(),
      freshSettings(account.timeZone, account.locale, [
        { name: 'Bygglov', color: 'preset1' },
        { name: 'Konstruktion', color: 'preset4' },
      ]),
    );
  }
  const hidden: { address: string; message: StoredMessage; left: number }[] = [];
  const knows = (address: string): boolean => mailboxes.has(address.toLowerCase());
  const faults = faultControl(
    async (address, name, fault) => await plantFor(world.mailboxOf(address), name, fault, now()),
    knows,
  );
  const world: World = {
    accounts,
    addresses: { login: '', graph: '', upload: '' },
    calls: callLog(),
    faults,
    tokens: tokenStore(now),
    uploads: new Map(),
    referee: options.check === 'off' ? absentReferee : await loadReferee(),
    violations: [],
    strict: (options.check ?? 'strict') === 'strict',
    now,
    busy: new Map(),
    latencyMs: 0,
    accountOf: (address) =>
      found(
        accounts.find((account) => account.address.toLowerCase() === address.toLowerCase()),
        address,
      ),
    mailboxOf: (address) => found(mailboxes.get(address.toLowerCase()), address),
    settingsOf: (address) => found(settings.get(address.toLowerCase()), address),
    hideFor: (address, message, requests) => {
      message.hidden = true;
      hidden.push({ address, message, left: requests });
    },
    tick: (address) => {
      for (const entry of hidden.filter((one) => one.address === address)) {
        entry.left -= 1;
        if (entry.left >= 0) continue;
        hidden.splice(hidden.indexOf(entry), 1);
        world.mailboxOf(address).update(entry.message, (message) => {
          message.hidden = false;
        });
      }
    },
    deliver: async (raw, message, sender) => {
      for (const { address } of [...message.to, ...message.cc, ...message.bcc])
        if (knows(address)) await deliverTo(world, address, raw);
      await Promise.resolve(sender);
    },
  };
  const id = options.client?.id ?? '00001111-aaaa-2222-bbbb-3333cccc4444';
  const oauth: Authority = authority(world, {
    client: { id, secret: options.client?.secret ?? 'a-secret-for-the-demonstration', redirects: [] },
    templated: (options.issuer ?? (options.tls === undefined ? 'plain' : 'templated')) === 'templated',
    ...(options.keep === undefined ? {} : { keep: options.keep }),
    lifetimes: {
      accessTokenSeconds: options.lifetimes?.accessTokenSeconds ?? 3600,
      refreshTokenSeconds: options.lifetimes?.refreshTokenSeconds ?? 90 * 86_400,
    },
  });
  const host = options.host ?? '127.0.0.1';
  const at = async (
    port: number | undefined,
    handler: Parameters<typeof listen>[0]['handler'],
  ): Promise<Listener> =>
    await listen({
      host,
      port: port ?? 0,
      handler,
      ...(options.tls === undefined ? {} : { tls: options.tls }),
    });
  const login = await at(options.ports?.login, oauth.serve);
  const graph = await at(
    options.ports?.graph,
    async (request, response) => await serveGraph(request, response, world),
  );
  const upload = await at(
    options.ports?.upload,
    async (request, response) => await serveUpload(request, response, world),
  );
  const address = (name: 'login' | 'graph' | 'upload', port: number): string =>
    options.addresses?.[name] ?? (options.tls === undefined ? `http://${host}:${port}` : production[name]);
  Object.assign(world.addresses, {
    login: address('login', login.port),
    graph: address('graph', graph.port),
    upload: address('upload', upload.port),
  });
  if (options.seed === 'demonstration') {
    const { fillDemonstration } = await import('./content/index.ts');
    await fillDemonstration(world);
  }
  for (const fault of options.faults ?? []) await faults.set(fault.account, fault.name, fault.options);
  return {
    ...world.addresses,
    ports: { login: login.port, graph: graph.port, upload: upload.port },
    client: oauth.client,
    accounts,
    calls: world.calls,
    violations: world.violations,
    checked: world.referee.present,
    faults,
    fill: async (account, folder, rawMessages) => {
      const mailbox = world.mailboxOf(account);
      const drafts = [];
      for (const raw of rawMessages) drafts.push(await readEml(raw, { now: now() }));
      mailbox.addMany(drafts, mailbox.folderAt(folder));
      return drafts.length;
    },
    seedMany: (account, folder, n, { threads } = {}) => {
      const mailbox = world.mailboxOf(account);
      const made = syntheticMessages(n, now(), world.accountOf(account), threads);
      mailbox.addMany(made, mailbox.folderAt(folder));
    },
    deliver: async (account, raw) => await deliverTo(world, account, raw),
    issueToken: (account, scopes, lifetimeSeconds) =>
      world.tokens.issue(world.accountOf(account).address, scopes, now() + (lifetimeSeconds ?? 3600) * 1000),
    expireTokens: (account) => world.tokens.expire(world.accountOf(account).address),
    revokeConsent: (account) => oauth.revoke(world.accountOf(account)),
    answerPages: async (authorizeUrl, choices) =>
      await answerInBrowser(authorizeUrl, choices, {
        login: world.addresses.login,
        port: login.port,
        host,
        ...(options.tls === undefined ? {} : { ca: options.tls.cert }),
      }),
    mailbox: (account) => world.mailboxOf(account),
    settings: (account) => world.settingsOf(account),
    setLatency: (ms) => {
      world.latencyMs = ms;
    },
    stop: async () => {
      await Promise.all([login.stop(), graph.stop(), upload.stop()]);
    },
  };
}

function found<T>(value: T | undefined, address: string): T {
  if (value === undefined) throw new Error(`no account ${address}`);
  return value;
}
