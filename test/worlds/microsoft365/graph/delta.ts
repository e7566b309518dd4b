import type { FaultControl } from '../faults.ts';
import type { Folder, FolderChange } from '../folder.ts';
import { placeAfter } from '../folder.ts';
import type { StoredMessage } from '../message.ts';
import type { GraphAnswer, GraphCall, JsonObject } from './call.ts';
import { Refusal } from './call.ts';
import { messageId, messageJson, selectOf } from './render-message.ts';

/** All a delta or skip token remembers; opaque to the client. */
interface DeltaState {
  readonly epoch: number;
  readonly folder: number;
  /** Changes after this version belong to the next round. */
  readonly since: number;
  /** First round: the last row given out, `[received, key]`. Later rounds: how many rows were given out, and up to which version. */
  readonly after?: readonly [number, number];
  readonly done?: number;
  readonly until?: number;
  readonly page: number;
  readonly query: readonly (readonly [string, string])[];
  /** An empty page was put in before this one. */
  readonly paused?: boolean;
}

const seal = (state: DeltaState): string => Buffer.from(JSON.stringify(state)).toString('base64url');

function open(token: string): DeltaState {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the token is this file's own; a forged one fails the folder and epoch checks
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as DeltaState;
  } catch {
    throw new Refusal(400, 'BadRequest', 'Badly formed token.');
  }
}

const carried = ['$select', 'changeType', '$filter', '$top', '$expand', '$orderby'];

function refuseUnsupported(call: GraphCall): void {
  const { query } = call;
  if (query.has('$search') || query.has('$skip'))
    throw new Refusal(
      400,
      'ErrorInvalidUrlQuery',
      `The query parameter is not supported with change tracking.`,
    );
  const filter = query.get('$filter');
  if (filter !== undefined && !/^receivedDateTime\s+(ge|gt)\s+\S+$/i.test(filter.trim()))
    throw new Refusal(
      400,
      'ErrorInvalidUrlQueryFilter',
      'Change tracking supports only receivedDateTime ge or gt in $filter.',
    );
  const order = query.get('$orderby');
  if (order !== undefined && !/^receivedDateTime\s+desc$/i.test(order.trim()))
    throw new Refusal(
      400,
      'ErrorInvalidUrlQuery',
      'Change tracking supports only receivedDateTime desc in $orderby.',
    );
  const types = query.get('changeType');
  if (types !== undefined && !/^(created|updated|deleted)$/.test(types))
    throw new Refusal(400, 'ErrorInvalidUrlQuery', `changeType '${types}' is not supported.`);
}

function pageSize(call: GraphCall, query: ReadonlyMap<string, string>): number {
  const preferred = /odata\.maxpagesize\s*=\s*(\d+)/i.exec(call.headers.get('prefer') ?? '')?.[1];
  const size = Number(preferred ?? query.get('$top') ?? 10);
  return Math.min(Math.max(size, 1), 1000);
}

/** `GET /me/mailFolders/{id}/messages/delta`: first everything, then what changed. */
export function messagesDelta(
  call: GraphCall,
  folder: Folder,
  path: string,
  faults: FaultControl,
): GraphAnswer {
  const token = call.query.get('$skiptoken') ?? call.query.get('$deltatoken');
  const { mailbox } = call;
  let state: DeltaState;
  if (token === undefined || token === '') {
    refuseUnsupported(call);
    state = {
      epoch: mailbox.syncEpoch,
      folder: folder.key,
      since: mailbox.version,
      after: [Number.MAX_SAFE_INTEGER, 0],
      page: 0,
      query: [...call.query].filter(([name]) => carried.includes(name)),
    };
  } else state = open(token);
  if (state.folder !== folder.key || state.epoch !== mailbox.syncEpoch) throw lost(call, path, 410);
  const fault = faults.use(
    call.account.address,
    'sync-state-lost',
    ({ pages }) => token !== undefined && state.page >= (pages ?? 1),
  );
  if (fault !== undefined) {
    mailbox.syncEpoch += 1;
    throw lost(call, path, fault.status ?? 410);
  }
  const query = new Map(state.query);
  if (!state.paused && faults.use(call.account.address, 'empty-page') !== undefined)
    return answer(call, path, [], '$skiptoken', { ...state, paused: true, page: state.page + 1 });
  const size = pageSize(call, query);
  const { rows, next } =
    state.after === undefined
      ? laterRound(call, folder, state, query, size)
      : firstRound(call, folder, state, query, size);
  if (token !== undefined && faults.use(call.account.address, 'delta-removed-unknown') !== undefined)
    rows.push({
      id: mailbox.ids.encode('message', 0x7ffffff0, 0, call.immutable),
      '@removed': { reason: 'deleted' },
    });
  if (faults.on(call.account.address, 'delta-disorder') !== undefined)
    return { ...answer(call, path, disorder(rows), next.name, next.state), bent: true };
  return answer(call, path, rows, next.name, next.state);
}

function lost(call: GraphCall, path: string, status: 410 | 404 | 400): Refusal {
  const message = 'The sync state generation is not found; generation=…';
  if (status === 410)
    return new Refusal(410, 'resyncRequired', message, {
      location: `${call.graph}/v1.0/me/${path}/delta?$deltatoken=`,
    });
  return new Refusal(status, 'syncStateNotFound', message);
}

interface Round {
  readonly rows: JsonObject[];
  readonly next: { readonly name: '$skiptoken' | '$deltatoken'; readonly state: DeltaState };
}

function firstRound(
  call: GraphCall,
  folder: Folder,
  state: DeltaState,
  query: ReadonlyMap<string, string>,
  size: number,
): Round {
  const [received, key] = state.after ?? [0, 0];
  const from = receivedFrom(query);
  const isAfter = (message: StoredMessage): boolean =>
    message.received < received || (message.received === received && message.key < key);
  const page: StoredMessage[] = [];
  let more = false;
  const changeType = query.get('changeType');
  const start = state.page === 0 ? 0 : placeAfter(folder.items, received, key);
  for (let at = start; at < folder.items.length; at += 1) {
    const message = folder.items[at];
    if (message === undefined || !isAfter(message) || message.hidden || message.version > state.since)
      continue;
    if (!from(message) || (changeType !== undefined && changeType !== 'created')) break;
    if (page.length === size) {
      more = true;
      break;
    }
    page.push(message);
  }
  const last = page.at(-1);
  const { after: _, ...later } = state;
  return {
    rows: page.map((message) => row(call, message, query)),
    next:
      more && last !== undefined
        ? { name: '$skiptoken', state: { ...state, after: [last.received, last.key], page: state.page + 1 } }
        : { name: '$deltatoken', state: { ...later, page: state.page + 1 } },
  };
}

function laterRound(
  call: GraphCall,
  folder: Folder,
  state: DeltaState,
  query: ReadonlyMap<string, string>,
  size: number,
): Round {
  const until = state.until ?? call.mailbox.version;
  const from = receivedFrom(query);
  const latest = new Map<number, FolderChange & { readonly isNew: boolean }>();
  for (const change of changesAfter(folder.changes, state.since)) {
    if (change.version > until) break;
    const isNew = change.kind === 'created' || latest.get(change.message.key)?.isNew === true;
    latest.delete(change.message.key);
    latest.set(change.message.key, { ...change, isNew });
  }
  const changeType = query.get('changeType');
  const wanted = [...latest.values()].filter((change) => {
    const gone = change.kind === 'deleted' || change.kind === 'moved-away';
    if (!gone && (change.message.hidden || !from(change.message))) return false;
    return (
      changeType === undefined || changeType === (gone ? 'deleted' : change.isNew ? 'created' : 'updated')
    );
  });
  const done = state.done ?? 0;
  const rows = wanted.slice(done, done + size).map((change) => changeRow(call, change, query));
  const more = done + size < wanted.length;
  const { done: _d, until: _u, paused: _p, ...rest } = state;
  return {
    rows,
    next: more
      ? { name: '$skiptoken', state: { ...rest, until, done: done + size, page: state.page + 1 } }
      : { name: '$deltatoken', state: { ...rest, since: until, page: state.page + 1 } },
  };
}

function* changesAfter(changes: readonly FolderChange[], since: number): Generator<FolderChange> {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((changes[middle]?.version ?? 0) <= since) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < changes.length; at += 1) {
    const change = changes[at];
    if (change !== undefined) yield change;
  }
}

function receivedFrom(query: ReadonlyMap<string, string>): (message: StoredMessage) => boolean {
  const found = /^receivedDateTime\s+(ge|gt)\s+(\S+)$/i.exec(query.get('$filter')?.trim() ?? '');
  if (found === null) return () => true;
  const time = Date.parse(found[2] ?? '');
  return found[1]?.toLowerCase() === 'ge'
    ? ({ received }) => received >= time
    : ({ received }) => received > time;
}

function row(call: GraphCall, message: StoredMessage, query: ReadonlyMap<string, string>): JsonObject {
  return { '@odata.type': '#microsoft.graph.message', ...messageJson(message, call, selectOf(query)) };
}

/** A change of a known message comes as a partial row: flags, categories and place, not subject and people. */
const changing = [
  'isRead',
  'flag',
  'categories',
  'importance',
  'inferenceClassification',
  'parentFolderId',
  'changeKey',
  'lastModifiedDateTime',
];

function changeRow(
  call: GraphCall,
  change: FolderChange & { readonly isNew: boolean },
  query: ReadonlyMap<string, string>,
): JsonObject {
  const { message, kind } = change;
  if (kind === 'deleted' || kind === 'moved-away')
    return {
      '@odata.type': '#microsoft.graph.message',
      id: messageId(call, message, change.moves),
      '@removed': { reason: kind === 'deleted' ? 'deleted' : 'changed' },
    };
  if (change.isNew || message.isDraft) return row(call, message, query);
  const select = selectOf(query);
  const names = select === undefined ? changing : select.filter((name) => changing.includes(name));
  return { '@odata.type': '#microsoft.graph.message', ...messageJson(message, call, names) };
}

/** Fault script 2: every row twice, the second time partial, the whole backwards, one `isRead` as a string. */
function disorder(rows: readonly JsonObject[]): JsonObject[] {
  const partial = rows
    .filter((entry) => !('@removed' in entry))
    .map((entry) => {
      const { subject: _s, from: _f, toRecipients: _t, body: _b, bodyPreview: _p, ...rest } = entry;
      return rest;
    });
  const bent = [...rows, ...partial].toReversed();
  return bent.map((entry, at) =>
    at === 0 && 'isRead' in entry ? { ...entry, isRead: String(entry['isRead']) } : entry,
  );
}

function answer(
  call: GraphCall,
  path: string,
  value: readonly JsonObject[],
  name: '$skiptoken' | '$deltatoken',
  state: DeltaState,
): GraphAnswer {
  const link = `${call.graph}/v1.0/me/${path}/delta?${name}=${seal(state)}`;
  return {
    status: 200,
    body: {
      '@odata.context': `${call.graph}/v1.0/$metadata#Collection(message)`,
      [name === '$skiptoken' ? '@odata.nextLink' : '@odata.deltaLink']: link,
      value,
    },
  };
}
