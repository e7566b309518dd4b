import { useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-data.ts';
import { BareLink } from './link.tsx';
import css from './nav-tree.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';
import { useFormat, useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface NavNode {
  readonly id: string;
  readonly href: string;
  readonly label: string;
  readonly icon?: IconName | undefined;
  /** Instead of an icon: the square of a category. */
  readonly mark?: ReactNode | undefined;
  readonly current?: boolean | undefined;
  /** At the right. Unread ones are strong and petrol. */
  readonly count?: number | undefined;
  readonly unread?: boolean | undefined;
  readonly children?: readonly NavNode[] | undefined;
}

export interface NavTreeProps {
  readonly nodes: readonly NavNode[];
  /** Ids shown open. Without it the tree keeps that itself, open from the start where the current page is inside. */
  readonly open?: ReadonlySet<string> | undefined;
  readonly onOpenChange?: ((id: string, open: boolean) => void) | undefined;
  /** Whether what is being dragged may land on this node; true draws it as a target. */
  readonly accepts?: ((id: string, types: readonly string[]) => boolean) | undefined;
  readonly onDrop?: ((id: string, data: DataTransfer) => void) | undefined;
  /** At the end of a row, on hover and focus: a menu. */
  readonly end?: ((node: NavNode) => ReactNode) | undefined;
}

function holdsCurrent(node: NavNode): boolean {
  return node.children?.some((child) => child.current === true || holdsCurrent(child)) === true;
}

/** Up, Down, Home and End move between the links shown; Right opens or goes in, Left closes or goes out. Tab works as in any list of links. */
function moveBetween(event: KeyboardEvent<HTMLElement>): void {
  if (
    event.altKey ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey ||
    !(event.target instanceof HTMLElement)
  )
    return;
  const row = event.target.closest<HTMLElement>('[data-nav-row]');
  if (row === null || !event.target.matches('[data-nav-row] > a')) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-nav-row] > a')];
  const at = links.indexOf(event.target);
  const toggle = row.querySelector<HTMLButtonElement>(':scope > button[aria-expanded]');
  const isOpen = toggle?.getAttribute('aria-expanded') === 'true';
  const focus = (link: HTMLElement | null | undefined) => link?.focus();
  switch (event.key) {
    case 'ArrowDown':
      focus(links[at + 1]);
      break;
    case 'ArrowUp':
      focus(links[at - 1]);
      break;
    case 'Home':
      focus(links[0]);
      break;
    case 'End':
      focus(links.at(-1));
      break;
    case 'ArrowRight':
      if (toggle === null) return;
      if (isOpen) focus(links[at + 1]);
      else toggle.click();
      break;
    case 'ArrowLeft':
      if (toggle !== null && isOpen) toggle.click();
      else
        focus(
          row.parentElement?.parentElement?.closest('li')?.querySelector<HTMLElement>('[data-nav-row] > a'),
        );
      break;
    default:
      return;
  }
  event.preventDefault();
}

/** Mailboxes and their folders: links in nested lists, with arrow keys as an extra, and a place to drop messages on. */
export function NavTree(props: NavTreeProps) {
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isOpen = (node: NavNode) => props.open?.has(node.id) ?? toggled.get(node.id) ?? holdsCurrent(node);
  const setOpen = (id: string, open: boolean) => {
    setToggled(new Map(toggled).set(id, open));
    props.onOpenChange?.(id, open);
  };
  return (
    <ul className={css['tree']} onKeyDown={moveBetween}>
      {props.nodes.map((node) => (
        <Branch key={node.id} node={node} level={0} tree={props} isOpen={isOpen} setOpen={setOpen} />
      ))}
    </ul>
  );
}

interface BranchProps {
  readonly node: NavNode;
  readonly level: number;
  readonly tree: NavTreeProps;
  readonly isOpen: (node: NavNode) => boolean;
  readonly setOpen: (id: string, open: boolean) => void;
}

function Branch({ node, level, tree, isOpen, setOpen }: BranchProps) {
  const words = useWords(own);
  const format = useFormat();
  const [over, setOver] = useState(false);
  const children = node.children ?? [];
  const open = children.length > 0 && isOpen(node);
  const takes = (event: DragEvent) => tree.accepts?.(node.id, event.dataTransfer.types) === true;
  const drop =
    tree.accepts === undefined
      ? {}
      : {
          onDragOver(event: DragEvent) {
            if (!takes(event)) return;
            event.preventDefault();
            event.dataTransfer.dropEffect = 'move' as const;
            setOver(true);
          },
          onDragLeave: () => setOver(false),
          onDrop(event: DragEvent) {
            setOver(false);
            if (!takes(event)) return;
            event.preventDefault();
            tree.onDrop?.(node.id, event.dataTransfer);
          },
        };
  return (
    <li>
      <div
        {...drop}
        data-nav-row=""
        data-over={over || undefined}
        className={cx(css['row'], node.unread === true && css['unread'])}
      >
        <BareLink
          href={node.href}
          className={css['link']}
          aria-current={node.current === true ? 'page' : undefined}
          style={{ paddingInlineStart: `${10 + (level === 0 ? 0 : 28 + (level - 1) * 16)}px` }}
        >
          {node.mark ??
            (node.icon === undefined ? null : (
              <Icon name={open && node.icon === 'folder' ? 'folder-open' : node.icon} />
            ))}
          <span className={css['label']}>{node.label}</span>
          {node.count === undefined || node.count === 0 ? null : (
            <span className={css['count']}>
              <span aria-hidden={node.unread === true || undefined}>{format.count(node.count)}</span>
              {node.unread === true ? <VisuallyHidden>{words.unread(node.count)}</VisuallyHidden> : null}
            </span>
          )}
        </BareLink>
        {tree.end === undefined ? null : <span className={css['end']}>{tree.end(node)}</span>}
        {children.length === 0 ? null : (
          <button
            type="button"
            className={css['toggle']}
            aria-expanded={open}
            aria-label={open ? words.collapse(node.label) : words.expand(node.label)}
            onClick={() => setOpen(node.id, !open)}
          >
            <Icon name="chevron-right" size="xs" />
          </button>
        )}
      </div>
      {open ? (
        <ul>
          {children.map((child) => (
            <Branch
              key={child.id}
              node={child}
              level={level + 1}
              tree={tree}
              isOpen={isOpen}
              setOpen={setOpen}
            />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** The heading of a group of folders or categories. */
export function NavHeading({
  children,
  end,
}: {
  readonly children: ReactNode;
  readonly end?: ReactNode | undefined;
}) {
  return (
    <div className={css['heading']}>
      <h3>{children}</h3>
      {end}
    </div>
  );
}
