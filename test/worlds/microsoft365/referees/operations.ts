import type { PermissionsFile } from './permissions.ts';
import type { RefereedRequest } from './referee.ts';

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly requiredQuery?: readonly string[];
  readonly request?: string;
  readonly requestType?: string;
  readonly response?: string;
  readonly responseType?: string;
}

export interface OperationsFile {
  readonly operations: readonly Operation[];
}

/**
 * Documented in the reference, absent from the generated clients the operations come from. Source: the pages
 * attachment-get ("get the raw contents of a file or item attachment"), user-get, and mailboxSettings' single properties.
 */
const alsoDocumented: readonly Operation[] = [
  {
    method: 'GET',
    path: '/users/{user-id}',
    query: ['$select', '$expand'],
    response: 'User',
    responseType: 'application/json',
  },
  {
    method: 'GET',
    path: '/users/{user-id}/messages/{message-id}/attachments/{attachment-id}/$value',
    query: [],
    response: 'ArrayBuffer',
    responseType: 'application/octet-stream',
  },
  {
    method: 'GET',
    path: '/users/{user-id}/mailFolders/{mailFolder-id}/messages/{message-id}/attachments/{attachment-id}/$value',
    query: [],
    response: 'ArrayBuffer',
    responseType: 'application/octet-stream',
  },
];

type Node = Map<string, Node | Operation>;

export interface Operations {
  find(request: RefereedRequest): Operation | undefined;
  /** What is wrong with method, path or query; undefined when nothing is. */
  judge(request: RefereedRequest): string | undefined;
}

const slot = '{}';

/** Paths as a tree: `/users/{user-id}` cut off, ids as one slot, letter case ignored as Graph does. */
export function judgeOperations(file: OperationsFile, permissions: PermissionsFile): Operations {
  const root: Node = new Map();
  const put = (operation: Operation): void => {
    let at = root;
    for (const part of operation.path.split('/').slice(3)) {
      const key = part.startsWith('{') ? slot : part.replace(/\(\)$/, '').toLowerCase();
      const next = at.get(key);
      if (next instanceof Map) at = next;
      else {
        const made: Node = new Map();
        at.set(key, made);
        at = made;
      }
    }
    at.set(`=${operation.method}`, operation);
  };
  for (const operation of [
    ...file.operations.filter(({ path }) => path.startsWith('/users/')),
    ...alsoDocumented,
  ])
    put(operation);
  for (const path of settingsPaths(permissions))
    put({ method: 'GET', path: `/users/{user-id}/${path}`, query: [], responseType: 'application/json' });

  const walk = (segments: readonly string[], method: string): Operation | undefined => {
    let at: Node = root;
    for (const segment of segments) {
      const lower = segment.toLowerCase();
      const next: Node | Operation | undefined = at.get(lower) ?? at.get(slot);
      if (!(next instanceof Map)) return undefined;
      at = next;
    }
    const found = at.get(`=${method}`);
    return found instanceof Map ? undefined : found;
  };
  return {
    find: ({ segments, method }) => walk(flattened(segments), method),
    judge: (request) => {
      const operation = walk(flattened(request.segments), request.method);
      const shown = `${request.method} /me/${request.segments.join('/')}`;
      if (operation === undefined) return `${shown} is not an operation of Graph v1.0`;
      const isList = operation.query.includes('$top');
      const isDelta = operation.path.endsWith('/delta()');
      for (const name of request.query.keys()) {
        const known = operation.query.some((entry) => entry.toLowerCase() === name.toLowerCase());
        const carried = (name === '$skiptoken' && isList) || (name === '$deltatoken' && isDelta);
        if (!known && !carried) return `${shown} takes no query parameter ${name}`;
      }
      const missing = operation.requiredQuery?.find((name) => !request.query.has(name));
      return missing === undefined ? undefined : `${shown} needs the query parameter ${missing}`;
    },
  };
}

/** `mailFolders/{id}/childFolders/{id}/childFolders/{id}`: the file names one level, Graph takes any. */
function flattened(segments: readonly string[]): string[] {
  const list = [...segments];
  while (list[2]?.toLowerCase() === 'childfolders' && list[4]?.toLowerCase() === 'childfolders')
    list.splice(2, 2);
  return list;
}

/** `mailboxSettings/timeZone` and the like stand only in the permission data. */
function settingsPaths(permissions: PermissionsFile): string[] {
  const sets = permissions['MailboxSettings.Read']?.pathSets ?? [];
  return sets
    .flatMap(({ paths }) => Object.keys(paths))
    .filter((path) => path.startsWith('/me/mailboxsettings/'))
    .map((path) => path.slice('/me/'.length));
}
