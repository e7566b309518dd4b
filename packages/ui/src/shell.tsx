import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-data.ts';
import { BareLink, type RenderLink } from './link.tsx';
import { Logo } from './logo.tsx';
import css from './shell.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly current?: boolean | undefined;
  /** Something new: a dot. */
  readonly dot?: boolean | undefined;
  /** How many wait; only inside the app it belongs to. */
  readonly count?: number | undefined;
}

export interface AppShellProps {
  /** The names of the apps, in the rail and (the first four) in the bottom bar. */
  readonly items: readonly NavItem[];
  /** At the foot of the rail. */
  readonly endItems?: readonly NavItem[] | undefined;
  /** «Mer» of the bottom bar: where the rest is. Left out when everything fits. */
  readonly moreItem?: NavItem | undefined;
  /** The person: avatar with its menu, last in the rail. */
  readonly me?: ReactNode | undefined;
  readonly home?: string | undefined;
  readonly renderLink?: RenderLink | undefined;
  /** Label of the link that jumps past the navigation. */
  readonly skip: string;
  readonly children: ReactNode;
}

const barPlaces = 5;

function Item({
  item,
  className,
  renderLink,
}: {
  readonly item: NavItem;
  readonly className: string | undefined;
  readonly renderLink: RenderLink | undefined;
}) {
  const words = useWords(own);
  const props = {
    href: item.href,
    className,
    'aria-current': item.current === true ? ('page' as const) : undefined,
    children: (
      <>
        <Icon name={item.icon} />
        <span className={css['word']}>{item.label}</span>
        {item.dot === true ? (
          <span className={css['dot']}>
            <VisuallyHidden>{words.news}</VisuallyHidden>
          </span>
        ) : null}
        {item.count === undefined ? null : <span className={css['count']}>{item.count}</span>}
      </>
    ),
  };
  return renderLink === undefined ? <BareLink {...props} /> : renderLink(props);
}

/** The subscriber's frame: rail of 76 from 641 pixels, bar of 60 below that. The child is the main content. */
export function AppShell({
  items,
  endItems = [],
  moreItem,
  me,
  home = '/',
  renderLink,
  skip,
  children,
}: AppShellProps) {
  const words = useWords(own);
  const all = [...items, ...endItems];
  const bar =
    all.length <= barPlaces && moreItem === undefined
      ? all
      : [...items.slice(0, barPlaces - 1), ...(moreItem === undefined ? [] : [moreItem])];
  const link = (item: NavItem, className: string | undefined) => (
    <Item key={item.href} item={item} className={className} renderLink={renderLink} />
  );
  return (
    <div className={css['app']}>
      <a href="#main" className={css['skip']}>
        {skip}
      </a>
      <nav className={css['rail']} aria-label={words.main}>
        <BareLink href={home} className={css['mark']}>
          <Logo mark />
        </BareLink>
        {items.map((item) => link(item, css['railItem']))}
        <span className={css['end']} />
        {endItems.map((item) => link(item, css['railItem']))}
        {me === undefined ? null : <span className={css['me']}>{me}</span>}
      </nav>
      <main id="main" tabIndex={-1} className={css['main']}>
        {children}
      </main>
      <nav className={css['bar']} aria-label={words.main}>
        {bar.map((item) => link(item, css['barItem']))}
      </nav>
    </div>
  );
}

/** The column beside the list: mailboxes, calendars. `head` is the account, `foot` says where things go. */
export function Side({
  label,
  head,
  foot,
  children,
  className,
}: {
  readonly label: string;
  readonly head?: ReactNode | undefined;
  readonly foot?: ReactNode | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return (
    <nav className={cx(css['side'], className)} aria-label={label}>
      {head === undefined ? null : <div className={css['sideHead']}>{head}</div>}
      <div className={css['sideBody']}>{children}</div>
      {foot === undefined ? null : <div className={css['sideFoot']}>{foot}</div>}
    </nav>
  );
}

/** Name over address, for the head of a side column. */
export function SideAccount({
  name,
  address,
  end,
}: {
  readonly name: ReactNode;
  readonly address: ReactNode;
  readonly end?: ReactNode | undefined;
}) {
  return (
    <>
      <span className={css['account']}>
        <b>{name}</b>
        <span>{address}</span>
      </span>
      {end}
    </>
  );
}
