import type { Folder } from '../folder.ts';
import { wellKnownNames } from '../folder.ts';
import { draftOf } from '../message.ts';
import type { GraphAnswer, GraphCall, JsonObject } from './call.ts';
import { jsonOf, notFound, Refusal, textParameter } from './call.ts';
import { parseFilter } from './filter.ts';
import { nextLink, wholeNumber } from './list-messages.ts';
import { folderId } from './render-message.ts';

const properties = [
  'displayName',
  'parentFolderId',
  'childFolderCount',
  'unreadItemCount',
  'totalItemCount',
  'isHidden',
] as const;

export function folderJson(call: GraphCall, folder: Folder, select?: readonly string[]): JsonObject {
  const all: JsonObject = {
    id: folderId(call, folder.key),
    displayName: folder.name,
    parentFolderId: folderId(call, folder.parent?.key ?? 0),
    childFolderCount: call.mailbox.children(folder).filter((child) => !child.isHidden).length,
    unreadItemCount: folder.unread,
    totalItemCount: folder.items.length,
    isHidden: folder.isHidden,
  };
  return select === undefined
    ? all
    : Object.fromEntries(Object.entries(all).filter(([name]) => name === 'id' || select.includes(name)));
}

function selectOf(call: GraphCall): readonly string[] | undefined {
  const text = call.query.get('$select');
  if (text === undefined || text === '') return undefined;
  return text.split(',').map((part) => {
    const name = ['id', ...properties].find((entry) => entry.toLowerCase() === part.trim().toLowerCase());
    if (name === undefined)
      throw new Refusal(
        400,
        'RequestBroker--ParseUri',
        `Could not find a property named '${part.trim()}' on type 'Microsoft.OutlookServices.MailFolder'.`,
      );
    return name;
  });
}

/** A folder by id or well-known name. */
export function findFolder(call: GraphCall, id: string): Folder {
  const name = wellKnownNames.find((known) => known === id.toLowerCase());
  if (name !== undefined) return call.mailbox.known(name);
  const decoded = call.mailbox.ids.decode(id);
  const folder = decoded?.kind === 'folder' ? call.mailbox.folders.get(decoded.key) : undefined;
  if (folder === undefined)
    throw decoded === undefined
      ? new Refusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')
      : notFound();
  return folder;
}

export function listFolders(call: GraphCall, parent: Folder, path: string): GraphAnswer {
  const select = selectOf(call);
  const hidden = call.query.get('includeHiddenFolders') === 'true';
  let found = call.mailbox.children(parent).filter((folder) => hidden || !folder.isHidden);
  const filter = call.query.get('$filter');
  if (filter !== undefined) {
    const parsed = parseFilter(filter, (name) =>
      properties.some((entry) => entry.toLowerCase() === name.toLowerCase()),
    );
    found = found.filter((folder) => {
      const json = Object.fromEntries(
        Object.entries(folderJson(call, folder)).map(([name, value]) => [name.toLowerCase(), value]),
      );
      return parsed.matches((name) => json[name.toLowerCase()]);
    });
  }
  found = found.toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
  const top = wholeNumber(call, '$top', 10, 1000);
  const skip = wholeNumber(call, '$skip', 0, 0x7fffffff);
  const expand = /^childFolders/i.test(call.query.get('$expand') ?? '');
  return {
    status: 200,
    body: {
      '@odata.context': `${call.graph}/v1.0/$metadata#users('${call.account.id}')/mailFolders`,
      ...(call.query.get('$count') === 'true' ? { '@odata.count': found.length } : {}),
      value: found.slice(skip, skip + top).map((folder) => ({
        ...folderJson(call, folder, select),
        ...(expand
          ? { childFolders: call.mailbox.children(folder).map((child) => folderJson(call, child)) }
          : {}),
      })),
      ...(skip + top < found.length
        ? { '@odata.nextLink': nextLink(call, path, '$skip', String(skip + top)) }
        : {}),
    },
  };
}

export function getFolder(call: GraphCall, folder: Folder): GraphAnswer {
  return {
    status: 200,
    body: {
      '@odata.context': `${call.graph}/v1.0/$metadata#users('${call.account.id}')/mailFolders/$entity`,
      ...folderJson(call, folder, selectOf(call)),
    },
  };
}

function refuseSameName(call: GraphCall, parent: Folder, name: string, except?: Folder): void {
  if (
    call.mailbox
      .children(parent)
      .some((folder) => folder !== except && folder.name.toLowerCase() === name.toLowerCase())
  )
    throw new Refusal(
      409,
      'ErrorFolderExists',
      `A folder with the specified name already exists., Could not create folder '${name}'.`,
    );
}

export function createFolder(call: GraphCall, parent: Folder): GraphAnswer {
  const body = jsonOf(call);
  const name = textParameter(body, 'displayName').trim();
  if (name === '' || name.length > 255)
    throw new Refusal(400, 'ErrorInvalidParameter', 'The folder name is not valid.');
  refuseSameName(call, parent, name);
  const folder = call.mailbox.addFolder(name, parent);
  folder.isHidden = body['isHidden'] === true;
  return { status: 201, body: folderJson(call, folder) };
}

function refuseDistinguished(folder: Folder, act: string): void {
  if (folder.wellKnown !== null)
    throw new Refusal(
      403,
      `Error${act}DistinguishedFolder`,
      `Distinguished folders can't be ${act === 'Delete' ? 'deleted' : 'moved'}.`,
    );
}

export function renameFolder(call: GraphCall, folder: Folder): GraphAnswer {
  const name = textParameter(jsonOf(call), 'displayName').trim();
  if (folder.wellKnown !== null)
    throw new Refusal(403, 'ErrorAccessDenied', "Distinguished folders can't be renamed.");
  if (folder.parent !== null) refuseSameName(call, folder.parent, name, folder);
  folder.name = name;
  call.mailbox.touchFolder(folder);
  return { status: 200, body: folderJson(call, folder) };
}

function isInside(folder: Folder, ancestor: Folder): boolean {
  return folder === ancestor || (folder.parent !== null && isInside(folder.parent, ancestor));
}

export function moveFolder(call: GraphCall, folder: Folder): GraphAnswer {
  refuseDistinguished(folder, 'Move');
  const to = findFolder(call, textParameter(jsonOf(call), 'destinationId'));
  if (isInside(to, folder))
    throw new Refusal(400, 'ErrorMoveCopyFailed', "A folder can't be moved into itself.");
  refuseSameName(call, to, folder.name, folder);
  if (folder.parent !== null) call.mailbox.touchFolder(folder.parent);
  folder.parent = to;
  call.mailbox.touchFolder(to);
  call.mailbox.touchFolder(folder);
  return { status: 201, body: folderJson(call, folder) };
}

export function copyFolder(call: GraphCall, folder: Folder): GraphAnswer {
  const to = findFolder(call, textParameter(jsonOf(call), 'destinationId'));
  if (isInside(to, folder))
    throw new Refusal(400, 'ErrorMoveCopyFailed', "A folder can't be copied into itself.");
  refuseSameName(call, to, folder.name);
  const copied = (from: Folder, parent: Folder): Folder => {
    const made = call.mailbox.addFolder(from.name, parent);
    for (const message of from.items) call.mailbox.add(draftOf(message), made);
    for (const child of call.mailbox.children(from)) copied(child, made);
    return made;
  };
  return { status: 201, body: folderJson(call, copied(folder, to)) };
}

/** Into Deleted Items, as Exchange does; for good when it already lies there, or with permanentDelete. */
export function deleteFolder(call: GraphCall, folder: Folder, forGood: boolean): GraphAnswer {
  refuseDistinguished(folder, 'Delete');
  const bin = call.mailbox.known('deleteditems');
  if (forGood || isInside(folder, bin)) call.mailbox.removeFolder(folder);
  else {
    if (folder.parent !== null) call.mailbox.touchFolder(folder.parent);
    while (call.mailbox.children(bin).some(({ name }) => name === folder.name)) folder.name += ' (1)';
    folder.parent = bin;
    call.mailbox.touchFolder(folder);
  }
  return { status: 204 };
}

/** `mailFolders/delta`: the whole tree, then what changed. */
export function folderDelta(call: GraphCall): GraphAnswer {
  const token = call.query.get('$deltatoken');
  const [epoch, since] =
    token === undefined || token === '' ? [call.mailbox.syncEpoch, 0] : token.split('-').map(Number);
  if (epoch !== call.mailbox.syncEpoch || since === undefined || Number.isNaN(since))
    throw new Refusal(410, 'syncStateNotFound', 'The sync state generation is not found.', {
      location: `${call.graph}/v1.0/me/mailFolders/delta?$deltatoken=`,
    });
  const changed = [...call.mailbox.folders.values()].filter(
    (folder) => folder.version > since && folder.parent !== null && !folder.isHidden,
  );
  const removed = since === 0 ? [] : call.mailbox.removedFolders.filter(({ version }) => version > since);
  return {
    status: 200,
    body: {
      '@odata.context': `${call.graph}/v1.0/$metadata#Collection(mailFolder)`,
      value: [
        ...changed.map((folder) => folderJson(call, folder, selectOf(call))),
        ...removed.map(({ key }) => ({ id: folderId(call, key), '@removed': { reason: 'deleted' } })),
      ],
      '@odata.deltaLink': `${call.graph}/v1.0/me/mailFolders/delta?$deltatoken=${call.mailbox.syncEpoch}-${call.mailbox.version}`,
    },
  };
}
