import type { ChangeKind, Folder, WellKnownName } from './folder.ts';
import { newestFirst, placeIn } from './folder.ts';
import type { IdCodec } from './ids.ts';
import { idCodec } from './ids.ts';
import type { LazyDraft, MessageDraft, StoredMessage } from './message.ts';

/** One account's messages and folders, in memory, indexed by folder and date. */
export class Mailbox {
  readonly ids: IdCodec;
  readonly folders = new Map<number, Folder>();
  readonly messages = new Map<number, StoredMessage>();
  /** Every message of every folder, newest first. */
  readonly all: StoredMessage[] = [];
  readonly removedFolders: { version: number; key: number }[] = [];
  readonly now: () => number;
  version = 1;
  /** Raised to make every delta token handed out so far invalid. */
  syncEpoch = 1;
  private nextKey = 1;

  constructor(name: string, now: () => number, names: Partial<Record<WellKnownName, string>>) {
    this.ids = idCodec(name);
    this.now = now;
    const root = this.addFolder(names.msgfolderroot ?? 'Top of Information Store', null, 'msgfolderroot');
    for (const known of [
      'inbox',
      'drafts',
      'sentitems',
      'deleteditems',
      'junkemail',
      'archive',
      'outbox',
      'conversationhistory',
    ] as const)
      this.addFolder(names[known] ?? known, root, known);
    const recoverable = this.addFolder('Recoverable Items', null, 'recoverableitemsdeletions');
    recoverable.isHidden = true;
    const history = this.known('conversationhistory');
    history.isHidden = true;
  }

  known(name: WellKnownName): Folder {
    for (const folder of this.folders.values()) if (folder.wellKnown === name) return folder;
    throw new Error(`no folder ${name}`);
  }

  get root(): Folder {
    return this.known('msgfolderroot');
  }

  children(parent: Folder): Folder[] {
    return [...this.folders.values()].filter((folder) => folder.parent === parent);
  }

  addFolder(name: string, parent: Folder | null, wellKnown: WellKnownName | null = null): Folder {
    this.version += 1;
    const folder: Folder = {
      key: this.takeKey(),
      name,
      parent,
      wellKnown,
      isHidden: false,
      unread: 0,
      version: this.version,
      createdVersion: this.version,
      items: [],
      changes: [],
    };
    this.folders.set(folder.key, folder);
    if (parent !== null) parent.version = this.version;
    return folder;
  }

  /** `Projekt/Sjöbodarna`, a well-known name, or a display name at the top; made when missing. */
  folderAt(path: string): Folder {
    const lower = path.toLowerCase();
    for (const folder of this.folders.values()) if (folder.wellKnown === lower) return folder;
    let at = this.root;
    for (const part of path.split('/'))
      at = this.children(at).find((child) => child.name === part) ?? this.addFolder(part, at);
    return at;
  }

  removeFolder(folder: Folder): void {
    for (const child of this.children(folder)) this.removeFolder(child);
    for (const message of folder.items.slice()) this.remove(message);
    this.folders.delete(folder.key);
    this.version += 1;
    this.removedFolders.push({ version: this.version, key: folder.key });
    if (folder.parent !== null) folder.parent.version = this.version;
  }

  touchFolder(folder: Folder): void {
    this.version += 1;
    folder.version = this.version;
  }

  add(draft: MessageDraft, folder: Folder): StoredMessage {
    const message = this.place(draft, folder);
    insert(folder.items, message);
    insert(this.all, message);
    return message;
  }

  /** Many at once, sorted once. */
  addMany(drafts: Iterable<MessageDraft | LazyDraft>, folder: Folder): void {
    for (const draft of drafts) {
      const message = this.place(draft, folder);
      folder.items.push(message);
      this.all.push(message);
    }
    folder.items.sort(newestFirst);
    this.all.sort(newestFirst);
  }

  remove(message: StoredMessage): void {
    this.take(message, 'deleted');
    takeOut(this.all, message);
    this.messages.delete(message.key);
  }

  move(message: StoredMessage, to: Folder): void {
    if (message.folder === to) return;
    this.take(message, 'moved-away');
    message.folder = to;
    message.moves += 1;
    message.version = this.version;
    insert(to.items, message);
    if (!message.isRead) to.unread += 1;
    this.log(to, message, 'created');
    to.version = this.version;
  }

  /** Applies `change` and keeps counts, order and the change log right. */
  update(message: StoredMessage, change: (message: StoredMessage) => void): void {
    const { received, isRead } = message;
    change(message);
    this.version += 1;
    message.version = this.version;
    message.modified = this.now();
    if (message.received !== received) {
      for (const list of [message.folder.items, this.all]) {
        list.splice(list.indexOf(message), 1);
        insert(list, message);
      }
    }
    if (message.isRead !== isRead) message.folder.unread += message.isRead ? -1 : 1;
    message.folder.version = this.version;
    this.log(message.folder, message, 'updated');
  }

  private place(draft: MessageDraft | LazyDraft, folder: Folder): StoredMessage {
    this.version += 1;
    const now = this.now();
    const key = this.takeKey();
    const message: StoredMessage =
      'placed' in draft
        ? draft.placed(key, folder, this.version)
        : {
            ...draft,
            // Graph shows whole seconds; sorting by what is not shown would look like disorder.
            received: Math.floor(draft.received / 1000) * 1000,
            key,
            folder,
            moves: 0,
            version: this.version,
            created: draft.isDraft ? now : draft.received,
            modified: draft.isDraft ? now : draft.received,
            hidden: false,
          };
    this.messages.set(key, message);
    if (!message.isRead) folder.unread += 1;
    folder.version = this.version;
    this.log(folder, message, 'created');
    return message;
  }

  private take(message: StoredMessage, kind: 'moved-away' | 'deleted'): void {
    const { folder } = message;
    takeOut(folder.items, message);
    if (!message.isRead) folder.unread -= 1;
    this.version += 1;
    folder.version = this.version;
    this.log(folder, message, kind);
  }

  private log(folder: Folder, message: StoredMessage, kind: ChangeKind): void {
    folder.changes.push({ version: this.version, message, kind, moves: message.moves });
  }

  private takeKey(): number {
    const key = this.nextKey;
    this.nextKey += 1;
    return key;
  }
}

function insert(list: StoredMessage[], message: StoredMessage): void {
  list.splice(placeIn(list, message), 0, message);
}

function takeOut(list: StoredMessage[], message: StoredMessage): void {
  const at = placeIn(list, message);
  if (list[at] !== message) throw new Error('the index of the mailbox is out of order');
  list.splice(at, 1);
}
