import type { Mailbox, MailboxRole } from '../engine/types.ts';

/** The order of the mailboxes that have a role; folders come after. */
export const roleOrder: readonly Exclude<MailboxRole, 'none'>[] = [
  'inbox',
  'drafts',
  'sent',
  'archive',
  'junk',
  'trash',
];

export interface Branch {
  readonly mailbox: Mailbox;
  readonly inside: readonly Branch[];
}

export interface MailboxTree {
  readonly roles: readonly Branch[];
  readonly folders: readonly Branch[];
}

/** A flat list as a tree. A mailbox whose parent is unknown, or that is its own ancestor, stands at the top: nothing is lost. */
export function mailboxTree(all: readonly Mailbox[], language: string): MailboxTree {
  const byId = new Map(all.map((one) => [one.id, one]));
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const rooted = (one: Mailbox): boolean => {
    const seen = new Set<string>();
    let at: Mailbox | undefined = one;
    while (at !== undefined && at.parent !== null) {
      if (seen.has(at.id)) return false;
      seen.add(at.id);
      at = byId.get(at.parent);
    }
    return true;
  };
  const children = new Map<string | null, Mailbox[]>();
  for (const one of all) {
    const parent = one.parent !== null && byId.has(one.parent) && rooted(one) ? one.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), one]);
  }
  const branches = (parent: string | null): readonly Branch[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => collator.compare(a.name, b.name))
      .map((mailbox) => ({ mailbox, inside: branches(mailbox.id) }));
  const top = branches(null);
  const place = (branch: Branch): number =>
    branch.mailbox.role === 'none' ? -1 : roleOrder.indexOf(branch.mailbox.role);
  return {
    roles: top.filter((one) => place(one) !== -1).toSorted((a, b) => place(a) - place(b)),
    folders: top.filter((one) => place(one) === -1),
  };
}

/** «Projekt / Sjöbodarna» for each mailbox, for finding one by name. */
export function paths(
  tree: MailboxTree,
  nameOf: (mailbox: Mailbox) => string,
): readonly { readonly mailbox: Mailbox; readonly path: string }[] {
  const walk = (branches: readonly Branch[], before: string): { mailbox: Mailbox; path: string }[] =>
    branches.flatMap(({ mailbox, inside }) => {
      const path = before === '' ? nameOf(mailbox) : `${before} / ${nameOf(mailbox)}`;
      return [{ mailbox, path }, ...walk(inside, path)];
    });
  return [...walk(tree.roles, ''), ...walk(tree.folders, '')];
}

/** Whether `inside` lies in `outside`, at any depth, or is it. */
export function liesIn(all: readonly Mailbox[], inside: string, outside: string): boolean {
  const byId = new Map(all.map((one) => [one.id, one]));
  const seen = new Set<string>();
  let at: string | null = inside;
  while (at !== null && !seen.has(at)) {
    if (at === outside) return true;
    seen.add(at);
    at = byId.get(at)?.parent ?? null;
  }
  return false;
}
