import type { MailboxRole } from '../engine/types.ts';
import type { Addresses } from './addresses.ts';

export type View =
  | { readonly kind: 'role'; readonly role: Exclude<MailboxRole, 'none'> }
  | { readonly kind: 'mailbox'; readonly id: string }
  | { readonly kind: 'category'; readonly name: string }
  | { readonly kind: 'flagged' }
  | { readonly kind: 'search' };

/** Which conversation is open; `message` is the one to unfold when a search found just that. */
export interface OpenConversation {
  readonly key: string;
  readonly message: string | null;
}

const slugs = {
  inbox: 'inkorg',
  drafts: 'utkast',
  sent: 'skickat',
  archive: 'arkiv',
  junk: 'skrap',
  trash: 'papperskorg',
} as const;

const category = 'category ';

/** `/mejl/inkorg`, `/mejl/inkorg-2` for the second account, `/mejl/k3f9m2xa` for a folder. Nothing of the mail stands in it. */
export function viewSlug(view: View, account: number, addresses: Addresses): string {
  const name =
    view.kind === 'role'
      ? slugs[view.role]
      : view.kind === 'flagged'
        ? 'flaggade'
        : view.kind === 'search'
          ? 'sok'
          : addresses.nameOf('mailbox', view.kind === 'category' ? category + view.name : view.id);
  return account === 0 ? name : `${name}-${account + 1}`;
}

/** Where an account's settings are. Its id is our own, and says nothing. */
export const settingsOf = (account: string): string =>
  `/mejl/installningar?konto=${encodeURIComponent(account)}`;

/** Which account a slug speaks of, from 0. */
export function accountOf(slug: string): number {
  const found = /-(\d{1,2})$/.exec(slug);
  return found === null ? 0 : Math.max(0, Number(found[1]) - 1);
}

/** The view behind a slug, or undefined when this tab does not know the name. */
export function viewOf(slug: string, addresses: Addresses): View | undefined {
  const name = slug.replace(/-\d{1,2}$/, '');
  if (name === 'flaggade') return { kind: 'flagged' };
  if (name === 'sok') return { kind: 'search' };
  for (const [role, said] of Object.entries(slugs))
    if (said === name) return { kind: 'role', role: role as keyof typeof slugs };
  const id = addresses.idOf('mailbox', name);
  if (id === undefined) return undefined;
  return id.startsWith(category)
    ? { kind: 'category', name: id.slice(category.length) }
    : { kind: 'mailbox', id };
}

export function conversationSlug(open: OpenConversation, addresses: Addresses): string {
  return addresses.nameOf('conversation', open.message === null ? open.key : `${open.key}\n${open.message}`);
}

export function conversationOf(slug: string, addresses: Addresses): OpenConversation | undefined {
  const [key, message] = addresses.idOf('conversation', slug)?.split('\n') ?? [];
  return key === undefined ? undefined : { key, message: message ?? null };
}

export function sameView(a: View, b: View): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
