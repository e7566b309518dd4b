import { useEffect } from 'react';
import {
  BareLink,
  CategoryDot,
  Icon,
  IconButton,
  iconButtonClass,
  NavHeading,
  NavTree,
  Side,
  SideAccount,
  tip,
  useLanguage,
  useWords,
  type IconName,
  type NavNode,
} from '@telink/ui';
import type { MenuItems } from '@telink/ui/menu';
import type { Mailbox } from '../engine/types.ts';
import { dragType, dropped } from '../list/drag.ts';
import { useDesk } from '../page/desk.ts';
import { LateMenuButton } from '../page/later.tsx';
import { sameView, settingsOf, type View } from '../place/place.ts';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words.ts';
import css from './mailboxes.module.css';
import { mailboxTree, type Branch } from './tree.ts';

const icons: Readonly<Record<Mailbox['role'], IconName>> = {
  inbox: 'inbox',
  drafts: 'file-pen-line',
  sent: 'send',
  archive: 'archive',
  junk: 'shield-alert',
  trash: 'trash-2',
  none: 'folder',
};

function viewOfMailbox(mailbox: Mailbox): View {
  return mailbox.role === 'none' ? { kind: 'mailbox', id: mailbox.id } : { kind: 'role', role: mailbox.role };
}

/** Mailboxes, folders and categories of the account; also places to drop conversations on. */
export function MailboxPane({ label }: { readonly label?: string | undefined }) {
  const desk = useDesk();
  const words = useWords(mailWords);
  return (
    <Side
      label={label ?? words.mailboxes}
      className={css['side']}
      head={<AccountHead />}
      foot={
        <span className={css['foot']}>
          <span className={css['lock']} {...tip(words.account.directWhy)}>
            <Icon name="lock" size="xs" />
            {words.account.direct}
          </span>
          <BareLink
            href={settingsOf(desk.opened.account.id)}
            aria-label={words.settings}
            className={iconButtonClass('small')}
            {...tip(words.settings)}
          >
            <Icon name="settings" size="s" />
          </BareLink>
        </span>
      }
    >
      <Trees key={desk.opened.account.id} />
    </Side>
  );
}

function AccountHead() {
  const desk = useDesk();
  const words = useWords(mailWords);
  const view = useLive(desk.accounts.view);
  const { account } = desk.opened;
  const all = view.state === 'ready' ? view.accounts : [account];
  return (
    <SideAccount
      name={account.name}
      address={account.address === account.name ? words.mail : account.address}
      end={
        <LateMenuButton
          label={words.account.switch}
          icon="chevrons-up-down"
          bare
          small
          items={[
            ...all.map((one, at) => ({
              id: one.id,
              label: one.name,
              detail: one.address === one.name ? undefined : one.address,
              checked: one.id === account.id,
              href: desk.hrefOf({ kind: 'role', role: 'inbox' }, at),
            })),
            'separator' as const,
            { label: words.settings, icon: 'settings' as const, href: settingsOf(account.id) },
            { label: words.account.add, icon: 'plus' as const, href: '/konton' },
          ]}
        />
      }
    />
  );
}

function Trees() {
  const desk = useDesk();
  const words = useWords(mailWords);
  const { language } = useLanguage();
  const mailboxes = useLive(desk.opened.mail.mailboxes);
  const categories = useLive(desk.opened.categories);
  const tree = mailboxTree(mailboxes, language);
  const byId = new Map(mailboxes.map((one) => [one.id, one]));
  useEffect(() => {
    // The flag's list and the categories come from caches; nothing waits for them.
    const timer = setTimeout(() => void desk.opened.categories.load(), 2000);
    return () => clearTimeout(timer);
  }, [desk.opened]);

  const node = ({ mailbox, inside }: Branch): NavNode => {
    const view = viewOfMailbox(mailbox);
    const counted = mailbox.role === 'drafts' ? mailbox.total : mailbox.unread;
    const quiet =
      mailbox.role === 'drafts' ||
      mailbox.role === 'junk' ||
      mailbox.role === 'trash' ||
      mailbox.role === 'sent';
    return {
      id: mailbox.id,
      href: desk.hrefOf(view),
      label: desk.nameOf(mailbox),
      icon: icons[mailbox.role],
      current: sameView(view, desk.view) || (desk.mailbox?.id === mailbox.id && desk.view.kind !== 'search'),
      ...(counted > 0 && mailbox.role !== 'trash' ? { count: counted } : {}),
      unread: mailbox.unread > 0 && !quiet,
      children: inside.map(node),
    };
  };
  const flagged: NavNode = {
    id: ' flagged',
    href: desk.hrefOf({ kind: 'flagged' }),
    label: words.roles.flagged,
    icon: 'flag',
    current: desk.view.kind === 'flagged',
  };
  const [inbox, ...others] = tree.roles.map(node);
  const roles = inbox === undefined ? [] : [inbox, flagged, ...others];

  const accepts = (id: string, types: readonly string[]): boolean => types.includes(dragType) && byId.has(id);
  const onDrop = (id: string): void => {
    const target = dropped();
    if (target !== null) desk.deal({ do: 'move', to: id }, target);
  };
  const menuOf = (mailbox: Mailbox): MenuItems => [
    {
      label: words.mailbox.createInside,
      icon: 'folder-plus',
      run: () => desk.ask({ what: 'create-mailbox', parent: mailbox.id }),
    },
    ...(mailbox.role === 'none'
      ? [
          {
            label: words.mailbox.rename,
            icon: 'pencil-line' as const,
            keys: 'f2',
            run: () => desk.ask({ what: 'rename-mailbox', mailbox }),
          },
          {
            label: words.mailbox.move,
            icon: 'folder-input' as const,
            run: () => desk.ask({ what: 'move-mailbox', mailbox }),
          },
          'separator' as const,
          {
            label: words.mailbox.remove,
            icon: 'trash-2' as const,
            keys: 'del',
            danger: true,
            run: () => desk.ask({ what: 'delete-mailbox', mailbox }),
          },
        ]
      : []),
    ...(mailbox.role === 'trash' || mailbox.role === 'junk'
      ? [
          {
            label: words.mailbox.empty,
            icon: 'eraser' as const,
            danger: true,
            run: () => desk.ask({ what: 'empty', mailbox }),
          },
        ]
      : []),
  ];
  const end = (one: NavNode) => {
    const mailbox = byId.get(one.id);
    return mailbox === undefined ? null : (
      <LateMenuButton
        label={words.mailbox.menu(one.label)}
        icon="ellipsis"
        bare
        small
        items={menuOf(mailbox)}
      />
    );
  };
  const common = { accepts, onDrop, end };
  return (
    <div
      onContextMenu={(event) => {
        const row = event.target instanceof Element ? event.target.closest('[data-nav-row]') : null;
        const button = row?.querySelector<HTMLElement>('button[aria-haspopup]');
        if (button == null) return;
        event.preventDefault();
        button.click();
      }}
      onKeyDown={(event) => {
        // Delete and F2 work where the focus is, on a folder's own link.
        const link = event.target instanceof Element ? event.target.closest('[data-nav-row] > a') : null;
        const href = link?.getAttribute('href');
        const mailbox = mailboxes.find(
          (one) => one.role === 'none' && desk.hrefOf(viewOfMailbox(one)) === href,
        );
        if (mailbox === undefined || (event.key !== 'Delete' && event.key !== 'F2')) return;
        event.preventDefault();
        event.stopPropagation();
        event.nativeEvent.stopImmediatePropagation();
        desk.ask({ what: event.key === 'F2' ? 'rename-mailbox' : 'delete-mailbox', mailbox });
      }}
    >
      <NavTree nodes={roles} {...common} />
      <NavHeading
        end={
          <IconButton
            icon="plus"
            size="small"
            label={words.mailbox.create}
            onClick={() => desk.ask({ what: 'create-mailbox', parent: null })}
          />
        }
      >
        {words.folders}
      </NavHeading>
      <NavTree nodes={tree.folders.map(node)} {...common} />
      {categories.length === 0 ? null : (
        <>
          <NavHeading>{words.categories}</NavHeading>
          <NavTree
            nodes={categories.map(({ id, name }) => ({
              id,
              href: desk.hrefOf({ kind: 'category', name }),
              label: name,
              mark: <CategoryDot hue={desk.opened.categories.hueOf(name)} />,
              current: desk.view.kind === 'category' && desk.view.name === name,
            }))}
          />
        </>
      )}
    </div>
  );
}
