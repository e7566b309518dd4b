import type { Shortcut } from '@telink/ui';
import type { MailWords } from '../words.ts';

/** Everything a key, a button or a menu of the mail page can ask for. */
export type Command =
  | 'down'
  | 'up'
  | 'open'
  | 'back'
  | 'select'
  | 'all'
  | 'none'
  | 'archive'
  | 'remove'
  | 'junk'
  | 'restore'
  | 'flag'
  | 'read'
  | 'unread'
  | 'move'
  | 'categorize'
  | 'undo'
  | 'reply'
  | 'reply-all'
  | 'forward'
  | 'compose'
  | 'search'
  | 'refresh'
  | 'next-message'
  | 'previous-message'
  | 'expand-all'
  | 'collapse-all'
  | 'print'
  | 'source'
  | 'create-mailbox'
  | 'go-settings'
  | `go-${'inbox' | 'flagged' | 'drafts' | 'sent' | 'archive' | 'junk' | 'trash'}`;

interface Binding {
  readonly keys: string;
  readonly command: Command;
  readonly group: 'groupMove' | 'groupAct' | 'groupGo' | 'groupWrite';
  readonly label: (words: MailWords) => string;
  /** A second key for the same thing: works, but is not listed. */
  readonly also?: true;
}

/**
 * Gmail's common keys and those of Outlook on the web that are free (Outlook's Ctrl+R and the like belong to the browser).
 * Enter, space, arrows, Home, End, PageUp and Ctrl+A are the list's own, Ctrl+Z waits until no one writes: see rows and undo-key.
 */
export const bindings: readonly Binding[] = [
  { keys: 'j', command: 'down', group: 'groupMove', label: (w) => w.keys.down },
  { keys: 'k', command: 'up', group: 'groupMove', label: (w) => w.keys.up },
  { keys: 'o', command: 'open', group: 'groupMove', label: (w) => w.keys.open },
  { keys: 'u', command: 'back', group: 'groupMove', label: (w) => w.keys.back },
  { keys: 'esc', command: 'back', group: 'groupMove', label: (w) => w.keys.back, also: true },
  { keys: 'n', command: 'next-message', group: 'groupMove', label: (w) => w.keys.nextMessage },
  { keys: 'p', command: 'previous-message', group: 'groupMove', label: (w) => w.keys.previousMessage },
  { keys: ';', command: 'expand-all', group: 'groupMove', label: (w) => w.act.expandAll },
  { keys: ':', command: 'collapse-all', group: 'groupMove', label: (w) => w.act.collapseAll },
  { keys: '/', command: 'search', group: 'groupMove', label: (w) => w.keys.search },
  { keys: 'alt+q', command: 'search', group: 'groupMove', label: (w) => w.keys.search, also: true },
  { keys: 'shift+n', command: 'refresh', group: 'groupMove', label: (w) => w.keys.refresh },
  { keys: 'x', command: 'select', group: 'groupAct', label: (w) => w.keys.select },
  { keys: '* a', command: 'all', group: 'groupAct', label: (w) => w.keys.all },
  { keys: '* n', command: 'none', group: 'groupAct', label: (w) => w.keys.none },
  { keys: 'e', command: 'archive', group: 'groupAct', label: (w) => w.act.archive },
  { keys: 'del', command: 'remove', group: 'groupAct', label: (w) => w.act.remove },
  { keys: '#', command: 'remove', group: 'groupAct', label: (w) => w.act.remove, also: true },
  { keys: 's', command: 'flag', group: 'groupAct', label: (w) => w.act.flag },
  { keys: 'insert', command: 'flag', group: 'groupAct', label: (w) => w.act.flag, also: true },
  { keys: '!', command: 'junk', group: 'groupAct', label: (w) => w.act.junk },
  { keys: 'shift+i', command: 'read', group: 'groupAct', label: (w) => w.act.read },
  { keys: 'q', command: 'read', group: 'groupAct', label: (w) => w.act.read, also: true },
  { keys: 'shift+u', command: 'unread', group: 'groupAct', label: (w) => w.act.unread },
  { keys: 'v', command: 'move', group: 'groupAct', label: (w) => w.act.moveTo },
  { keys: 'mod+shift+v', command: 'move', group: 'groupAct', label: (w) => w.act.moveTo, also: true },
  { keys: 'l', command: 'categorize', group: 'groupAct', label: (w) => w.act.categorize },
  { keys: 'z', command: 'undo', group: 'groupAct', label: (w) => w.act.undo },
  { keys: 'c', command: 'compose', group: 'groupWrite', label: (w) => w.keys.newMessage },
  { keys: 'r', command: 'reply', group: 'groupWrite', label: (w) => w.act.reply },
  { keys: 'a', command: 'reply-all', group: 'groupWrite', label: (w) => w.act.replyAll },
  { keys: 'f', command: 'forward', group: 'groupWrite', label: (w) => w.act.forward },
  { keys: 'mod+shift+f', command: 'forward', group: 'groupWrite', label: (w) => w.act.forward, also: true },
  { keys: 'mod+shift+e', command: 'create-mailbox', group: 'groupAct', label: (w) => w.keys.createMailbox },
  { keys: 'g i', command: 'go-inbox', group: 'groupGo', label: (w) => w.roles.inbox },
  { keys: 'g f', command: 'go-flagged', group: 'groupGo', label: (w) => w.roles.flagged },
  { keys: 'g d', command: 'go-drafts', group: 'groupGo', label: (w) => w.roles.drafts },
  { keys: 'g s', command: 'go-sent', group: 'groupGo', label: (w) => w.roles.sent },
  { keys: 'g t', command: 'go-sent', group: 'groupGo', label: (w) => w.roles.sent, also: true },
  { keys: 'g a', command: 'go-archive', group: 'groupGo', label: (w) => w.roles.archive },
  { keys: 'g j', command: 'go-junk', group: 'groupGo', label: (w) => w.roles.junk },
  { keys: 'g p', command: 'go-trash', group: 'groupGo', label: (w) => w.roles.trash },
  { keys: 'g ,', command: 'go-settings', group: 'groupGo', label: (w) => w.settings },
];

/** The bindings as the registry of keys takes them. */
export function mailShortcuts(words: MailWords, run: (command: Command) => void): readonly Shortcut[] {
  return bindings.map(({ keys, command, group, label, also }) => ({
    keys,
    label: label(words),
    group: words.keys[group],
    hidden: also === true,
    run: () => run(command),
  }));
}
